/** Words of shared PCs, in English. */
import type { Messages } from '../ja/index.ts'

export const sharedPcs: Messages['sharedPcs'] = {
  line: 'This is a shared PC. Please sign out when you are done.',
  keys: {
    title: 'This is a shared PC',
    words:
      'No passkey can be kept on it. Scan the QR code with your own phone, or use a security key. You are signed out after ten minutes without any activity.',
  },
  title: 'Shared PCs',
  lead: 'Machines of centres that several people use. They sign people out soon and keep nothing of them.',
  register: 'Make this machine a shared PC',
  label: 'Name',
  town: 'Town',
  by: 'Registered by',
  at: 'Registered',
  state: 'State',
  action: 'Action',
  inUse: 'Registered',
  here: 'This machine',
  ended: (time) => `Taken out on ${time}`,
  end: 'Take out',
  former: 'Taken out earlier',
  empty: {
    title: 'There are no shared PCs yet',
    words: 'Register a machine of a centre while you sit at it.',
  },
  hereAlready: 'This machine is registered as a shared PC already.',
  new: {
    title: 'Make this machine a shared PC',
    lead: 'The machine (browser) that you use now is registered. From then on it signs everyone out soon.',
    label: 'Name',
    labelHint: 'A name that says where it stands, such as Shiojiri centre, window seat 2.',
    town: 'Town',
    submit: 'Continue',
    proofLead: 'From now on the rules of shared PCs hold on this machine.',
  },
  removal: {
    title: 'Take out a shared PC',
    lead: 'From the next sign-in on it is an ordinary machine.',
    submit: 'Take it out',
    back: 'Go back',
  },
  registered: 'This machine is a shared PC now',
  removed: 'It is taken out',
}
