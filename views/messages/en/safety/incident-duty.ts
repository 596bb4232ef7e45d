/** Words of the questions by which a town finds out whether a leak must be reported, in English. */
import type { Messages } from '../../ja/index.ts'
import { of } from '../count.ts'

export const duty: Messages['incidents']['one']['duty'] = {
  title: 'Report to the Personal Information Protection Commission (個人情報保護委員会)',
  yes: 'You must report this',
  no: 'You do not need to report this',
  find: 'Check if you must report this',
  unknown: 'Not decided yet',
  unknownWords: 'Find out the following. The deadlines still apply until you decide.',
  because: 'Reason',
  change: 'Answer the questions',
  save: 'Save',
  saved: 'Your answers have been saved.',
  shown: (rows) => `The list has ${of(rows, 'row')}.`,
  answers: { yes: 'Yes', no: 'No', unknown: 'Not known yet' },
  questions: {
    personal: {
      ask: 'Did it include anything that identifies people?',
      note: 'Names, addresses, telephone numbers and the like.',
    },
    many: { ask: 'Is it about more than 100 people?', note: 'Towns must report this if it affects more than 100 people.' },
    sensitive: {
      ask: 'Did it include sensitive data, such as illnesses, disabilities or criminal records?',
      note: 'You must report this even for 1 person.',
    },
    damage: {
      ask: 'Could misuse cost people money?',
      note: 'Card numbers, bank passwords and the like. You must report this even for 1 person.',
    },
    purpose: {
      ask: 'Do you suspect a malicious purpose, such as theft or unauthorised access?',
      note: 'You must report this even for 1 person. The final report is then due on day 60.',
    },
    unread: { ask: 'Was everything recovered without anyone seeing it?', note: 'If so, this is not a data breach.' },
    sealed: {
      ask: 'Was it strongly encrypted, and is the encryption key safe?',
      note: 'If so, you do not need to report this. Downloaded CSV files are not encrypted.',
    },
  },
  reasons: {
    personal: 'It does not include anything that identifies people.',
    many: 'It is about more than 100 people.',
    sensitive: 'It includes sensitive data.',
    damage: 'Misuse could cost people money.',
    purpose: 'A malicious purpose is suspected.',
    unread: 'Everything was recovered unseen.',
    sealed: 'It is strongly encrypted.',
  },
  noneApplies: 'None of the 4 reasons for reporting applies.',
  foundUnread: 'The town has confirmed it was not a data breach.',
}
