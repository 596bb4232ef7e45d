/** Words of consents, in English. */
import type { Messages } from '../ja/index.ts'
import { of } from './count.ts'

const list = (names: readonly string[]) => names.join(', ')

export const consents: Messages['consents'] = {
  title: 'Consent to subcontracting',
  titleOf: (title) => `Consent to subcontracting ${title}`,
  lead: {
    0: 'For data of this class publishing the package is the consent. The town can withdraw it for any town at any time.',
    1: 'Only the operating bodies and residents of towns that the owner of the data has consented to see the content. A coordinator consents before it is published.',
    2: 'Only the operating bodies and residents of towns that the owner of the data has consented to see the content. Two coordinators consent before it is published.',
  },
  package: 'Package',
  towns: 'Towns to consent to',
  townsHint: 'Clear the towns to which you do not consent.',
  shown: {
    title: 'What will be seen',
    lead: 'The same for every town. Nobody sees anything before you consent.',
    level: 'Data classification',
    what: 'List',
    rows: (rows, columns) => `${of(rows, 'row')}, ${of(columns, 'column')}`,
    who: 'Who sees it',
    whoWords:
      'The manager at the town’s operating body, and residents who have taken on a lot. Residents see the rows of their own lots only.',
    how: 'How it is seen',
    viewOnly: 'As pictures of pages only. Every page bears the name of its reader, and nothing can be taken as a file.',
    asFile: 'On the screen and as files',
    where: 'Place',
    courses: 'Training demanded',
    until: 'Kept for',
    days: (days) => `${of(days, 'day')} after completion. Then it is destroyed.`,
  },
  hops: 'Consent town by town',
  hopsLead: 'These are the towns of the manager’s plan. If towns are added, consent is asked for the new ones only.',
  town: 'Town',
  own: (town) => `${town} (owner of the data)`,
  body: 'Operating body',
  noBody: 'None yet',
  state: 'State',
  record: 'Record',
  states: { none: 'Waiting for consent', waiting: 'Waiting for a second person', given: 'Consented', withdrawn: 'Withdrawn' },
  implied: 'Consented by publishing',
  impliedRecord: 'Once it is published this town sees it too.',
  noRecord: 'None yet',
  givenBy: (at, by) => `${at} ${by} consented`,
  secondedBy: (at, by) => `${at} ${by} consented as the second person`,
  withdrawnBy: (at, by) => `${at} ${by} withdrew it`,
  waiting: {
    first: 'Waiting for the town’s consent',
    by: (names) =>
      names.length > 0
        ? `It is for a coordinator of the town (${list(names)}) to consent.`
        : 'The town has no coordinator. Please ask the secretariat.',
    second: 'Waiting for a second person',
    byOther: 'Another coordinator of the town than the first one consents.',
    bySecretariat: 'The town has one coordinator only, so the secretariat consents as the second person.',
    sameHand:
      'One of you registered the other within the last week, so you cannot be the second person. Please ask someone else.',
  },
  give: {
    title: 'Consent',
    lead: 'You consent that the operating bodies and residents of the chosen towns handle what is described above.',
    button: 'Go on to consent',
    proofTitle: 'Consent to subcontracting',
    proofLead: 'You consent that these towns handle the data. Please confirm with your passkey.',
  },
  second: {
    title: 'Consent as the second person',
    lead: 'Someone else has consented. Please check what it is about and consent as the second person.',
    button: 'Go on to consent',
    proofTitle: 'Consent to subcontracting as the second person',
    proofLead: 'You consent that these towns handle the data. Please confirm with your passkey.',
  },
  stop: {
    title: 'Withdraw consent',
    lead: 'From the moment that you withdraw it, people of that town see nothing of the content. You can consent again at any time.',
    button: 'Withdraw consent',
    one: 'Withdraw',
  },
  withdrawal: {
    title: 'Withdraw consent to subcontracting',
    titleOf: (title) => `Withdraw consent to subcontracting ${title}`,
    lead: 'In the towns concerned the package leaves the list of open work, offers without an answer are cancelled, and the content of lots in work closes. Downloads on their way stop.',
    towns: 'Towns to withdraw',
    townsHint: 'Choose every town to stop it altogether.',
    inHand: (lots) =>
      Number(lots) === 1
        ? '1 lot is in work or in review. It closes, and its worker is told.'
        : `${of(lots, 'lot')} are in work or in review. They close, and their workers are told.`,
    words: 'Reason',
    wordsHint: 'Only coordinators of the town and the manager read it. Residents are not told.',
    button: 'Withdraw at once',
    back: 'Leave it as it is',
  },
  done: {
    given: 'Consent given',
    seconded: 'Consent given as the second person',
    withdrawn: 'Consent withdrawn. For people of that town the content is closed.',
  },
  publish: {
    title: 'Waiting for the town’s consent',
    words: (towns, actors) =>
      `Towns without consent: ${list(towns)}. ${actors.length > 0 ? `It is for a coordinator of the town (${list(actors)}) to consent.` : 'The town has no coordinator. Please ask the secretariat.'}`,
  },
  follow: 'Consent to subcontracting',
  tasks: {
    give: (title) => `Consent to the subcontracting of “${title}”`,
    giveNote: (number) => `${number} It can be published once the consents are complete`,
    second: (title) => `Consent to the subcontracting of “${title}” as the second person`,
    secondOf: (number) => `Consent to the subcontracting of package ${number} as the second person`,
    secondNote: 'It takes someone else than the first person',
  },
}
