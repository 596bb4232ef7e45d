/** Words of networks, in English. */
import type { Messages } from '../ja/index.ts'

export const networks: Messages['networks'] = {
  title: 'Addresses of virtual desktops',
  titleOf: (town) => `Addresses of the virtual desktops of ${town}`,
  lead: 'Only people who come from an address registered here count as being at a virtual desktop. Please do not register lines of homes.',
  here: (address) => `You are now coming from ${address}.`,
  hereHidden:
    'This server is not told where people come from. Until it is, nobody will count as being at a virtual desktop. Please ask whoever runs the server.',
  range: 'Range of addresses',
  label: 'Name',
  by: 'Registered by',
  at: 'Registered at',
  state: 'State',
  inUse: 'In use',
  ended: (at) => `Taken out on ${at}`,
  former: 'Addresses taken out',
  action: 'Action',
  end: 'Take out',
  empty: {
    title: 'No addresses are registered yet',
    words:
      'Until there are, strictly controlled data do not open at a virtual desktop. Please ask the town’s IT section for the outgoing address of the virtual desktops before you register it.',
    others: 'A coordinator of the town registers them.',
  },
  add: {
    title: 'Register addresses',
    link: 'Register addresses',
    rangeHint: 'For example 203.0.113.0/28 or 2001:db8::/48; a single one as 203.0.113.5.',
    labelHint: 'A name by which you will know it, for example “Desktops of the prefecture”',
    button: 'Go on to register',
    proofTitle: 'Register addresses of virtual desktops',
    proofLead: 'Everyone who comes from these addresses counts as being at a virtual desktop. Please confirm with your passkey.',
    done: 'The addresses are registered',
  },
  problems: {
    shape: 'This is no range of addresses. Please enter it as in the example',
    wide: 'This range is too wide. Please enter /20 or narrower for IPv4, /44 or narrower for IPv6',
    everywhere: 'This means the server itself or its nearest link. Everyone would be there, so it cannot be registered',
    known: 'This range is registered already',
  },
  removal: {
    title: 'Take addresses out',
    lead: 'People who come from these addresses will count as being at home, and strictly controlled data close to them at once.',
    button: 'Take out',
    back: 'Leave them',
    done: 'The addresses were taken out',
  },
  town: {
    title: 'Addresses of virtual desktops',
    lead: 'Once the outgoing addresses of virtual desktops are registered, strictly controlled data can be handled there.',
    link: 'See and register addresses',
  },
}
