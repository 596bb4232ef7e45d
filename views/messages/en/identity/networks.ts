/** Words of networks, in English. */
import type { Messages } from '../../ja/index.ts'

export const networks: Messages['networks'] = {
  title: 'Virtual desktop networks',
  titleOf: (town) => `Virtual desktop networks of ${town}`,
  lead: 'Only people connecting from an address registered here count as using a virtual desktop. Do not register home connections.',
  here: (address) => `You are connecting from ${address}.`,
  hereHidden:
    'This server cannot see the addresses people connect from. Until it can, no one will count as using a virtual desktop. Contact the server administrator.',
  range: 'Address range',
  label: 'Name',
  by: 'Registered by',
  at: 'Registered on',
  state: 'Status',
  inUse: 'In use',
  ended: (at) => `Removed on ${at}`,
  former: 'Removed networks',
  action: 'Action',
  end: 'Remove',
  empty: {
    title: 'No networks registered yet',
    words:
      'Until you register one, strictly controlled data cannot be viewed on a virtual desktop. Ask the town’s IT section for the outgoing address of the virtual desktops before you register it.',
    others: 'A coordinator of the town can register them.',
  },
  add: {
    title: 'Register a network',
    link: 'Register a network',
    rangeHint: 'Examples: 203.0.113.0/28, 2001:db8::/48. For a single address: 203.0.113.5.',
    labelHint: 'A name you will recognise. Example: Prefecture virtual desktops',
    button: 'Continue',
    proofTitle: 'Register a virtual desktop network',
    proofLead: 'Everyone connecting from these addresses will count as using a virtual desktop. Confirm with your passkey.',
    done: 'The network has been registered',
  },
  problems: {
    shape: 'Enter an address range like the examples',
    wide: 'This range is too wide. Enter /20 or narrower for IPv4, or /44 or narrower for IPv6',
    everywhere: 'This is the server’s own or local address. It would include everyone, so you cannot register it',
    known: 'This range is already registered',
  },
  removal: {
    title: 'Remove a network',
    lead: 'People connecting from these addresses will count as being at home, and will no longer be able to view strictly controlled data.',
    button: 'Remove',
    back: 'Cancel',
    done: 'The network has been removed',
  },
  town: {
    title: 'Virtual desktop networks',
    lead: 'Strictly controlled data can be handled on virtual desktops once you register their outgoing addresses.',
    link: 'View and register networks',
  },
}
