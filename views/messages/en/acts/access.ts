/** Acts about who may see content: consent, a touch of the passkey, emergency access. */
import type { ActWords } from '../../acts.ts'

export const access: ActWords<'content' | 'consent' | 'glass'> = {
  'content.open': { done: 'Confirmed their identity with a passkey to view content' },
  'consent.read': { done: 'Viewed the subcontracting consents of a package' },
  'consent.ask': {
    done: 'Asked the town to consent to subcontracting',
    news: (of) => `Your town’s consent to subcontracting is needed before ${of} can be published`,
    advice: 'Check which towns will see what.',
  },
  'consent.give': {
    done: 'Consented to subcontracting',
    news: (of) => `The town’s coordinator consented to subcontracting for ${of}`,
  },
  'consent.second': {
    done: 'Consented to subcontracting as second person',
    news: (of) => `A second person consented to subcontracting for ${of}`,
  },
  'consent.withdraw': {
    done: 'Withdrew consent to subcontracting',
    news: (of) => `Consent to subcontracting for ${of} was withdrawn`,
    advice: 'People of that town can no longer view its content.',
  },
  'glass.list': { done: 'Viewed the list of emergency access' },
  'glass.read': { done: 'Viewed a record of emergency access' },
  'glass.break': {
    done: 'Started emergency access',
    news: (of) => `The secretariat is viewing the content of ${of} through emergency access`,
    advice: 'The town’s coordinators can end it at any time.',
  },
  'glass.look': { done: 'Viewed content through emergency access' },
  'glass.end': { done: 'Ended emergency access', news: (of) => `Emergency access to ${of} has ended` },
  'glass.review': { done: 'Reviewed emergency access', news: (of) => `Emergency access to ${of} has been reviewed` },
}
