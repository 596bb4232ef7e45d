/** Words of shared PCs, in English. */
import type { Messages } from '../../ja/index.ts'

export const sharedPcs: Messages['sharedPcs'] = {
  line: 'This is a shared PC. Sign out when you finish.',
  keys: {
    title: 'This is a shared PC',
    words:
      'You cannot save a passkey on it. Scan the QR code with your own phone, or use a security key. We will sign you out if you do nothing for 10 minutes.',
  },
  title: 'Shared PCs',
  lead: 'PCs used by several people, such as in telework centres. They sign people out after a short time and do not keep their information.',
  register: 'Make this device a shared PC',
  label: 'Name',
  town: 'Town',
  by: 'Registered by',
  at: 'Registered on',
  state: 'Status',
  action: 'Action',
  inUse: 'Registered',
  here: 'This device',
  ended: (time) => `Removed on ${time}`,
  end: 'Remove',
  former: 'Removed earlier',
  empty: {
    title: 'No shared PCs yet',
    words: 'Register a PC in a telework centre while you are using it.',
  },
  hereAlready: 'This device is already registered as a shared PC.',
  new: {
    title: 'Make this device a shared PC',
    lead: 'This registers the device (browser) you are using now. It will then sign everyone out after a short time.',
    label: 'Name',
    labelHint: 'Use a name that says where it is. Example: Shiojiri centre, window seat 2.',
    town: 'Town',
    submit: 'Continue',
    proofLead: 'The rules for shared PCs will apply to this device until you remove it.',
  },
  removal: {
    title: 'Remove a shared PC',
    lead: 'It will be treated as an ordinary device from the next sign-in.',
    submit: 'Remove',
    back: 'Cancel',
  },
  registered: 'This device is now registered as a shared PC',
  removed: 'The shared PC has been removed',
}
