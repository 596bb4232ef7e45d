/** Acts about suspected leaks. */
import type { ActWords } from '../../acts.ts'

export const incidents: ActWords<'incident'> = {
  'incident.report': {
    done: 'Reported a suspected data breach',
    news: 'A suspected data breach was reported',
    advice: 'The package is frozen.',
  },
  'incident.read-own': { done: 'Viewed their own reports of data breaches' },
  'incident.list': { done: 'Viewed the list of suspected data breaches' },
  'incident.read': { done: 'Viewed a suspected data breach' },
  'incident.assess': { done: 'Checked whether a data breach must be reported' },
  'incident.write': { done: 'Edited the report of a data breach' },
  'incident.file': { done: 'Finalised the report of a data breach', news: 'The report of a data breach was finalised' },
  'incident.export': { done: 'Downloaded the records of access' },
  'incident.propose-lift': {
    done: 'Asked to unfreeze a package',
    news: 'A second person must confirm unfreezing a package after a suspected data breach',
  },
  'incident.keep-frozen': {
    done: 'Kept a package frozen',
    news: 'A package stays frozen after a suspected data breach',
  },
  'incident.lift': { done: 'Unfroze a package', news: 'A package is no longer frozen after a suspected data breach' },
  'incident.close': { done: 'Closed a suspected data breach', news: 'A suspected data breach was closed' },
  'incident.warn': {
    done: 'Sent a reminder of a data breach deadline',
    news: 'A deadline for dealing with a data breach is near',
  },
  'incident.overdue': {
    done: 'Sent a warning of a missed data breach deadline',
    news: 'A deadline for dealing with a data breach has passed',
  },
}
