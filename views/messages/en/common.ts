/** Words that every page shares, in English. */
import type { Messages } from '../ja/index.ts'

type Feature =
  | 'access'
  | 'account'
  | 'assignments'
  | 'audit'
  | 'breakGlass'
  | 'candidates'
  | 'consents'
  | 'corrections'
  | 'csv'
  | 'custody'
  | 'demo'
  | 'destructions'
  | 'entries'
  | 'grants'
  | 'home'
  | 'incidentReports'
  | 'incidents'
  | 'lots'
  | 'mail'
  | 'members'
  | 'networks'
  | 'notifications'
  | 'ownData'
  | 'packageFiles'
  | 'packages'
  | 'people'
  | 'recoveries'
  | 'reviews'
  | 'sharedPcs'
  | 'signIn'
  | 'towns'
  | 'terms'
  | 'training'
  | 'uploads'
  | 'vetting'
  | 'vettings'
  | 'work'
export const common: Omit<Messages, Feature> = {
  siteName: 'Yui',
  frame: {
    tagline: 'Telework that towns share',
    skip: 'Skip to the main text',
    nav: 'Main menu',
    breadcrumb: 'You are here',
    home: 'Home',
    otherLanguage: '日本語',
    account: 'Account',
    myAccount: 'My details and settings',
    signOut: 'Sign out',
    signIn: 'Sign in',
    notifications: 'Notifications',
    unread: (n) => (n > 0 ? `Notifications, ${n} unread` : 'Notifications'),
    failure: 'The server cannot be reached. Check your connection and try again.',
    footer: 'About this site',
    accessibility: 'Accessibility',
    footNote: 'Towns that lend each other hands, by telework',
    demo: 'A demo: all is made up.',
    demoLink: 'Try another person',
    older: 'Next',
    newer: 'Previous',
    pages: 'Pages',
    required: 'required',
    optional: 'optional',
    problemsTitle: 'Please check what you entered',
    fieldProblem: (label, words) => `${label}: ${words}`,
    choose: 'Choose one',
    yes: 'Yes',
    no: 'No',
  },
  nav: {
    home: 'Home',
    work: 'Find work',
    assignments: 'My work',
    training: 'My training',
    vetting: 'My registration',
    packages: 'Packages',
    reviews: 'Reviews',
    courses: 'Training',
    vettings: 'Vetting',
    people: 'People',
    myTown: 'My town',
    towns: 'Towns',
    glass: 'Emergency access',
    audit: 'Audit log',
  },
  roles: {
    worker: 'Resident teleworker',
    coordinator: 'Town coordinator',
    manager: 'Manager',
    trainer: 'Trainer',
    secretariat: 'Secretariat',
    auditor: 'Auditor',
  },
  levels: { open: 'May be public', careful: 'Handle with care', strict: 'Strictly controlled' },
  places: { home: 'Home', centre: 'Telework centre', vdi: 'Virtual desktop' },
  packageStatuses: {
    draft: 'Draft',
    ready: 'In preparation',
    published: 'Open',
    completed: 'Completed',
    withdrawn: 'Withdrawn',
    closed: 'Destroyed',
  },
  assignmentStatuses: {
    offered: 'Offered',
    active: 'In work',
    submitted: 'Waiting for review',
    returned: 'Corrections needed',
    approved: 'Approved',
    declined: 'Declined',
    expired: 'Expired',
    withdrawn: 'Handed back',
    cancelled: 'Cancelled',
  },
  allTowns: 'The whole alliance',
  problems: {
    required: 'Enter something here',
    tooLong: (limit) => `Use ${limit} characters or fewer`,
    tooBig: (limit) => `Enter ${limit} or less`,
    tooSmall: (limit) => `Enter ${limit} or more`,
    named: {
      number: 'Enter a number',
      day: 'Enter a date that exists',
      choose: 'Choose one',
      kana: 'Use hiragana or katakana',
      email: 'Enter an e-mail address, such as hana@example.jp',
      past: 'Enter a date after today',
      future: 'Enter a date up to today',
      code: 'This is not a town code. Check its six digits',
      romaji: 'Use plain Latin letters',
      antivirusOld: 'That is more than 31 days ago. Please update the antivirus and enter that day',
      tick: 'Check this and tick the box',
      myNumber: 'Please do not write an individual number (My Number). It is not kept here',
      cardNumber: 'Leave out numbers of cards and certificates',
      lines: 'Enter no more than 300 lines',
      phone: 'Enter a telephone number, such as 0263-00-0000',
    },
  },
  errors: {
    home: 'Back to home',
    notFound: { title: 'Page not found', advice: 'Its address has changed, or it is not yours to see.' },
    badRequest: { title: 'What was sent could not be read', advice: 'Go back one page and try again.' },
    tooLarge: { title: 'Too large to accept', advice: 'Make the file or text smaller and send it again.' },
    tooMany: {
      title: 'Please wait a moment',
      advice: 'There were many actions in a short time. You can go on in about a minute.',
    },
    stale: { title: 'Somebody else was first', advice: 'Reload the page before to see how things stand. Nothing was changed.' },
    forged: { title: 'Refused for safety', advice: 'Please use the pages of this site and try again.' },
    busy: { title: 'Very busy just now', advice: 'Wait a moment and try again. Nothing was lost.' },
    unexpected: {
      title: 'Something went wrong',
      advice: 'It has been recorded. Wait a moment and try again. Nothing was changed.',
    },
    refused: {
      unseen: { title: 'Page not found', advice: 'Its address has changed, or it is not yours to see.' },
      role: {
        title: 'You cannot do this',
        advice: 'This is for people in another role. If you need it, please ask your town’s desk or the secretariat.',
      },
      status: { title: 'Not possible any more', advice: 'Things have moved on. Reload the page before.' },
      'own-work': { title: 'Nobody decides about themselves', advice: 'To be fair, somebody else does this.' },
      incomplete: { title: 'Something is still missing', advice: 'The page before shows what is missing.' },
      ineligible: { title: 'Not every condition is met', advice: 'The page before shows what is missing and how to meet it.' },
      class: { title: 'This data cannot be handled', advice: 'Its class does not allow this.' },
      'too-many': { title: 'The limit is reached', advice: 'Remove what you do not need and try again.' },
      'stale-passkey': { title: 'Please prove again that it is you', advice: 'Important acts ask for your passkey first.' },
      last: { title: 'The last one stays', advice: 'Without it nobody could get in. Add another one first.' },
      second: {
        title: 'Somebody else must confirm this',
        advice: 'Two people decide this: another officer than the first.',
      },
      closed: { title: 'This is closed for now', advice: 'It is closed for these reasons. Each says what opens it.' },
      held: {
        title: 'Closed for now',
        advice:
          'For 72 hours after a recovery of passkeys, sensitive data and important acts stay closed. They open by themselves.',
      },
    },
  },
}
