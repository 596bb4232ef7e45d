/** Words of consents, in English. */
import type { Messages } from '../../ja/index.ts'
import { of } from '../count.ts'

const list = (names: readonly string[]) => names.join(', ')

export const consents: Messages['consents'] = {
  title: 'Consent to subcontracting',
  titleOf: (title) => `Consent to subcontracting: ${title}`,
  lead: {
    0: 'Subcontracting means letting operating bodies and residents of other towns do the work. For this data classification, the town consents by publishing the package. It can withdraw consent for any town at any time.',
    1: 'Subcontracting means letting operating bodies and residents of other towns do the work. They can only see the content if the town that owns the data consents. A coordinator must consent before publishing.',
    2: 'Subcontracting means letting operating bodies and residents of other towns do the work. They can only see the content if the town that owns the data consents. Two coordinators must consent before publishing.',
  },
  package: 'Package',
  towns: 'Towns you consent to',
  townsHint: 'Clear any towns you do not consent to.',
  shown: {
    title: 'What people will see',
    lead: 'This is the same for every town. No one sees anything until you consent.',
    level: 'Data classification',
    what: 'List',
    rows: (rows, columns) => `${of(rows, 'row')}, ${of(columns, 'column')}`,
    who: 'Who can see it',
    whoWords:
      'The manager at the town’s operating body, and residents who have accepted a lot. Residents only see the rows of their own lots.',
    how: 'How they see it',
    viewOnly: 'Only as pictures of pages. Every page shows the viewer’s name. Nothing can be downloaded.',
    asFile: 'On screen and as files',
    where: 'Place',
    courses: 'Training needed',
    until: 'Kept for',
    days: (days) => `${of(days, 'day')} after completion. Then it is destroyed.`,
  },
  hops: 'Consent town by town',
  hopsLead: 'These are the towns the manager has chosen. If towns are added, you only need to consent for the new ones.',
  town: 'Town',
  own: (town) => `${town} (owner of the data)`,
  body: 'Operating body',
  noBody: 'None yet',
  state: 'Status',
  record: 'Record',
  states: { none: 'Waiting for consent', waiting: 'Waiting for a second person', given: 'Consented', withdrawn: 'Withdrawn' },
  implied: 'Consented by publishing',
  impliedRecord: 'This town can see it once it is published.',
  noRecord: 'None yet',
  givenBy: (at, by) => `${at} ${by} consented`,
  secondedBy: (at, by) => `${at} ${by} consented as the second person`,
  withdrawnBy: (at, by) => `${at} ${by} withdrew it`,
  waiting: {
    first: 'Waiting for the town’s consent',
    by: (names) =>
      names.length > 0
        ? `A coordinator of the town (${list(names)}) must consent.`
        : 'The town has no coordinator. Ask the secretariat.',
    second: 'Waiting for a second person',
    byOther: 'Another coordinator of the town must consent.',
    bySecretariat: 'The town has only one coordinator, so the secretariat must consent as the second person.',
    sameHand:
      'One of you registered the other within the last week, so you cannot be the second person. Please ask someone else.',
  },
  give: {
    title: 'Consent',
    lead: 'You consent to the operating bodies and residents of the chosen towns handling the data described above.',
    button: 'Continue',
    proofTitle: 'Consent to subcontracting',
    proofLead: 'You consent to these towns handling the data. Confirm with your passkey.',
  },
  second: {
    title: 'Consent as the second person',
    lead: 'Someone else has consented. Check the details and consent as the second person.',
    button: 'Continue',
    proofTitle: 'Consent to subcontracting as the second person',
    proofLead: 'You consent to these towns handling the data. Confirm with your passkey.',
  },
  stop: {
    title: 'Withdraw consent',
    lead: 'As soon as you withdraw consent, people of that town can no longer see the content. You can consent again at any time.',
    button: 'Withdraw consent',
    one: 'Withdraw',
  },
  withdrawal: {
    title: 'Withdraw consent to subcontracting',
    titleOf: (title) => `Withdraw consent to subcontracting: ${title}`,
    lead: 'In these towns, the package is removed from the list of available work, offers waiting for a response are cancelled, and people can no longer see the content of their lots. Downloads in progress stop.',
    towns: 'Towns to withdraw',
    townsHint: 'Choose every town to stop the whole package.',
    inHand: (lots) =>
      Number(lots) === 1
        ? '1 lot is in progress or in review. The worker will no longer see its content, and we will tell them.'
        : `${of(lots, 'lot')} are in progress or in review. The workers will no longer see their content, and we will tell them.`,
    words: 'Reason',
    wordsHint: 'Only the town’s coordinators and the manager can read this. Residents cannot see it.',
    button: 'Withdraw now',
    back: 'Cancel',
  },
  done: {
    given: 'Consent given',
    seconded: 'Consent given as the second person',
    withdrawn: 'Consent withdrawn. People of that town can no longer see the content.',
  },
  publish: {
    title: 'Waiting for the town’s consent',
    words: (towns, actors) =>
      `Towns without consent: ${list(towns)}. ${actors.length > 0 ? `A coordinator of the town (${list(actors)}) must consent.` : 'The town has no coordinator. Ask the secretariat.'}`,
  },
  follow: 'Consent to subcontracting',
  tasks: {
    give: (title) => `Consent to subcontracting “${title}”`,
    giveNote: (number) => `${number} can be published once all consents are given`,
    second: (title) => `Consent to subcontracting “${title}” as the second person`,
    secondOf: (number) => `Consent to subcontracting package ${number} as the second person`,
    secondNote: 'A different person must consent',
  },
}
