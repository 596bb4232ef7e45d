/** Words of the public pages, signing in and making the first passkey, in English. */
import type { Messages } from '../ja/index.ts'

export const signIn: Messages['signIn'] = {
  landing: {
    title: 'Towns that lend each other hands',
    lead: 'Yui is where allied towns share work and the people who do it. Towns post work, vetted residents do it at home or at a centre, and managers look after its quality.',
    steps: [
      'A town posts a package',
      'A manager splits it into lots',
      'Residents raise a hand and do them',
      'Reviewed, and delivered to the town',
    ],
    stepsTitle: 'How work flows',
    join: 'Become a teleworker',
  },
  title: 'Sign in',
  lead: 'You sign in with a passkey: your fingerprint, your face or your device’s PIN. There are no passwords.',
  button: 'Sign in with a passkey',
  first: 'New here?',
  firstWords: 'If you would like to work for towns, apply here.',
  help: 'If you need help',
  helpWords:
    'If you lost your device or cannot use your passkey, tell your town’s desk. Access is never given back by e-mail alone.',
  noScript: 'Passkeys need JavaScript. Please switch it on in your browser.',
  enrol: {
    title: 'Your first passkey',
    lead: 'This makes a passkey on this device. From then on your fingerprint, face or device PIN is all that you need.',
    code: 'Invitation code',
    codeHint: 'Scan the QR code that you were given and it fills in by itself.',
    button: 'Make a passkey',
  },
  stepUp: {
    title: 'Is it you?',
    lead: 'Important acts ask for your passkey once more.',
    button: 'Prove it with your passkey',
    back: 'Back',
  },
  proof: {
    lead: 'Check what it says and confirm it with your passkey. The proof is good for this act only.',
    button: 'Confirm with your passkey',
    demo: 'The demo needs no passkey for this.',
    demoButton: 'Do it',
    back: 'Leave it and go back',
  },
  failures: {
    cancelled: 'It was cancelled or took too long. Please try again.',
    unsupported: 'This device or browser does not know passkeys. Please use another one.',
    already: 'This device has a passkey already. You can sign in with it.',
    refused: 'You could not be signed in. Please try again.',
    code: 'The invitation code is wrong or no longer valid. Ask for a new one.',
    network: 'There was no connection. Check it and try again.',
    tooMany: 'Too many tries in a short time. Wait about a minute.',
  },
  accessibility: {
    title: 'Accessibility',
    body: [
      'Yui aims at level AA of JIS X 8341-3:2016 and of WCAG 2.2.',
      'Everything can be done by keyboard alone. All but the passkey ceremony works without JavaScript. Text can be enlarged to 200 %, and both light and dark display are supported.',
      'Work on residents’ personal data shows its content as pictures of pages, so that no copy is made. A screen reader cannot read these pictures; they can be enlarged. Whoever cannot work with pictures is given another way, or other work, by the town’s desk: please do not hesitate to ask.',
      'If anything is hard to use, please tell your town’s desk.',
    ],
  },
}
