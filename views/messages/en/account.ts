/** Words of one's own account, in English. */
import type { Messages } from '../ja/index.ts'

export const account: Messages['account'] = {
  title: 'Account',
  me: {
    title: 'Your details',
    name: 'Name',
    romaji: 'In Latin letters',
    roles: 'Roles',
    language: 'Language',
    languages: { ja: '日本語', en: 'English' },
    switchLanguage: '日本語',
    change: 'To change your name or roles, please tell your town’s desk.',
  },
  welcome: {
    title: 'Welcome. Your passkey is ready',
    words: 'From now on your fingerprint, face or device PIN is all you need to sign in here.',
    go: 'Go to home',
  },
  single: {
    title: 'Add a second passkey now',
    words:
      'You have only one. If you lose that device you cannot sign in. A passkey on another device, or on a security key, keeps you safe.',
  },
  passkeys: {
    title: 'Passkeys',
    lead: 'The keys you sign in with. They stay in your devices; this site holds only the half that may be public.',
    device: 'Device',
    labels: { phone: 'Phone or tablet', computer: 'Computer' },
    kind: 'Kind',
    synced: 'Synced between your devices',
    bound: 'On this one device only',
    made: 'Made',
    used: 'Last used',
    never: 'Not used yet',
    action: 'Action',
    remove: 'Remove',
    add: 'Add a passkey',
    addHint: 'It can live on this device, on a phone nearby, or on a security key.',
    prove: 'Prove it is you, and add one',
    proveHint: 'Before a key is added, the passkey that you have is asked for once more.',
    signInAgain: 'To add a passkey, sign out and sign in once more.',
    full: 'Ten passkeys is the most. Remove one that you do not use to add another.',
    none: 'There is no passkey yet.',
  },
  removal: {
    title: 'Remove this passkey?',
    words:
      'It will no longer sign you in, and everything that it opened is signed out. What remains on the device itself can be deleted in the device’s settings.',
    own: 'You are signed in with this very key, so removing it signs you out.',
    button: 'Remove it',
    back: 'Keep it and go back',
    done: 'The passkey was removed',
  },
  sessions: {
    title: 'Where you are signed in',
    lead: 'If you do not know one of these, end it and tell your town’s desk.',
    device: 'Device',
    unknown: 'A device without a name',
    since: 'Signed in',
    seen: 'Last active',
    action: 'Action',
    here: 'This device',
    end: 'End it',
    endAll: 'Sign out everywhere',
    endAllHint: 'This device too.',
  },
}
