/** The sections of "my data", in English. */
import type { Messages } from '../../ja/index.ts'

export const sections: Messages['ownData']['sections'] = {
  person: { title: 'Name and contact details', note: 'Used for signing in and contacting you.' },
  roles: { title: 'Roles', note: 'Start and end dates, who decided and why.' },
  profile: { title: 'Your registration as a teleworker', note: 'Used to check if you meet the conditions for work.' },
  vettings: { title: 'Applications to register', note: 'What you applied with and the decision.' },
  vettingSteps: {
    title: 'Registration steps',
    note: 'Address check, pledge, workplace check and interview, including interview notes.',
  },
  training: { title: 'Training results', note: 'Used to check if you can apply for work that needs training.' },
  hands: { title: 'Applications for work', note: 'Work you have applied for.' },
  assignments: { title: 'Work offered and accepted', note: 'Includes pay, due date and payment date.' },
  terms: { title: 'Written terms', note: 'The terms you were given with each offer.' },
  deliveries: { title: 'Submitted work', note: 'When you submitted each file. The content belongs to the client town.' },
  reviews: { title: 'Reviews', note: 'Comments on your submitted work.' },
  remuneration: { title: 'Remuneration', note: 'What you are paid, and when.' },
  custody: { title: 'Data given to you and its disposal', note: 'Your records in the towns’ data registers.' },
  incidents: { title: 'Suspected data breaches', note: 'What you reported to towns.' },
  passkeys: { title: 'Passkeys', note: 'The secret part is on your devices, not here.' },
  codes: { title: 'Invitation codes', note: 'When they were issued and used. The codes themselves are not kept.' },
  recoveries: { title: 'Passkey recoveries', note: 'What was done when you lost a device.' },
  sessions: { title: 'Devices you are signed in on', note: 'Ended sessions are deleted.' },
  notifications: { title: 'Notifications', note: 'What we have told you.' },
  corrections: { title: 'Requests for correction', note: 'What you asked for and the replies.' },
}
