/** Acts about towns, their rules and machines, and the records of the alliance. */
import type { ActWords } from '../../acts.ts'

export const towns: ActWords<
  | 'town'
  | 'town-rules'
  | 'town-name'
  | 'payment-terms'
  | 'wage'
  | 'fact'
  | 'operating-body'
  | 'pledge'
  | 'network'
  | 'shared-pc'
  | 'audit'
> = {
  'town.list': { done: 'Viewed the list of towns' },
  'town.add': { done: 'Added a town' },
  'town.read': { done: 'Viewed a town’s settings' },
  'town.edit': { done: 'Changed a town’s contact details' },
  'town.leave': { done: 'Recorded that a town left the alliance' },
  'town-rules.publish': { done: 'Changed a town’s rules for handling data' },
  'operating-body.edit': { done: 'Added or changed an operating body' },
  'wage.list': { done: 'Viewed the list of minimum wages' },
  'wage.record': { done: 'Recorded a minimum wage' },
  'town-name.record': { done: 'Recorded a change of a town’s name' },
  'payment-terms.record': {
    done: 'Recorded when an operating body pays',
    news: 'Your town’s operating body will pay on other days',
    advice: 'This applies to new offers. Lots already accepted are paid on the day that was agreed.',
  },
  'fact.withdraw': { done: 'Withdrew a dated record' },
  'pledge.publish': {
    done: 'Published a new version of the pledge',
    news: 'Your town’s pledge has changed',
    advice: 'Please read and sign it.',
  },
  'network.add': { done: 'Registered a virtual desktop network' },
  'network.end': { done: 'Removed a virtual desktop network' },
  'shared-pc.list': { done: 'Viewed the list of shared PCs' },
  'shared-pc.register': { done: 'Registered a shared PC' },
  'shared-pc.end': { done: 'Removed a shared PC' },
  'audit.read': { done: 'Viewed the audit log' },
}
