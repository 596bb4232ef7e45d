/** Words of the public pages, signing in and making the first passkey, in English. */
import type { Messages } from '../../ja/index.ts'

export const signIn: Messages['signIn'] = {
  landing: {
    title: 'Neighbouring towns sharing telework',
    lead: 'Yui is a telework service shared by several towns. Towns offer work, approved residents do it at home or at a telework centre, and managers check its quality.',
    steps: [
      'A town creates a package of work',
      'A manager splits it into lots',
      'Residents apply and do the lots',
      'The work is reviewed and sent to the town',
    ],
    stepsTitle: 'How it works',
    join: 'Become a teleworker',
  },
  title: 'Sign in',
  lead: 'You sign in with a passkey: your fingerprint, your face or your device’s PIN. There are no passwords.',
  button: 'Sign in with a passkey',
  first: 'New here?',
  firstWords: 'Apply here to become a teleworker.',
  help: 'If you need help',
  helpWords:
    'If you lost your device or cannot use your passkey, contact your town office. We never restore access by email alone.',
  noScript: 'You need to turn on JavaScript in your browser to use passkeys.',
  enrol: {
    title: 'Your first passkey',
    lead: 'This creates a passkey on this device. Next time, you can sign in with your fingerprint, face or device PIN.',
    code: 'Invitation code',
    codeHint: 'Scan the QR code you were given and the code will be filled in for you.',
    button: 'Create a passkey',
  },
  stepUp: {
    title: 'Confirm your identity',
    lead: 'You need to use your passkey again before doing something important.',
    button: 'Confirm with your passkey',
    back: 'Back',
  },
  proof: {
    lead: 'Check the details and confirm with your passkey. This confirms only this action.',
    button: 'Confirm with your passkey',
    demo: 'You do not need a passkey in the demo.',
    demoButton: 'Continue',
    back: 'Cancel',
  },
  failures: {
    cancelled: 'It was cancelled or took too long. Please try again.',
    unsupported: 'This device or browser does not support passkeys. Use another one.',
    already: 'This device already has a passkey. You can sign in with it.',
    refused: 'Sign-in failed. Please try again.',
    code: 'The invitation code is wrong or no longer valid. Ask for a new one.',
    network: 'Check your connection and try again.',
    weak: 'The passkey that this device made is not as strong as is required. Make one with another phone, computer or security key.',
    tooMany: 'Too many attempts. Wait about a minute and try again.',
  },
  accessibility: {
    title: 'Accessibility',
    body: [
      'Yui aims to meet level AA of JIS X 8341-3:2016 and of WCAG 2.2.',
      'Everything can be done by keyboard alone. Everything except passkeys works without JavaScript. Text can be enlarged to 200%, and both light and dark modes are supported.',
      'Work on residents’ personal data shows its content as pictures of pages, so that no copy is made. A screen reader cannot read these pictures; they can be enlarged. If you cannot work with pictures, your town office will offer another way to do the work, or other work. Please ask.',
      'If anything is hard to use, please contact your town office.',
    ],
  },
}
