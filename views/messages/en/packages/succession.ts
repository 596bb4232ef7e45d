/** Words of succession and of deputies, in English. */
import type { Messages } from '../../ja/index.ts'

export const succession: Messages['succession'] = {
  link: 'Hand over or appoint a deputy',
  title: (name) => `Hand over from ${name}`,
  lead: 'The packages you choose change hands at once. Work waiting for review and questions go to the new manager. We will tell the previous manager, the new manager and the town’s coordinators.',
  to: 'New manager',
  toHint: 'One of the managers of this town. To choose someone else, ask the secretariat to give them the role of manager first.',
  nobody: 'This town has no other manager.',
  none: 'There are no packages to hand over.',
  packages: 'Packages to hand over',
  button: 'Hand over',
  back: 'Go back without handing over',
  toDeputy: 'Appoint a deputy for an absence instead',
  deputy: {
    title: (name) => `Appoint a deputy for ${name}`,
    lead: 'From the first day to the last, the deputy also receives the notifications about these packages. The manager stays the same. It ends by itself after the last day.',
    now: 'Deputies already appointed',
    one: (name, from, until) => `${name} (${from} to ${until})`,
    to: 'Deputy',
    from: 'First day',
    until: 'Last day',
    button: 'Appoint the deputy',
    end: {
      link: 'End it',
      title: 'End the appointment of a deputy',
      lead: (name) => `From now on, notifications go to ${name} only. We will tell the deputy and the town’s coordinators.`,
      button: 'End the appointment',
    },
  },
  flaws: {
    'from-past': 'Enter today or a later date',
    'until-early': 'Enter the first day or a later date',
    'until-long': 'Enter a date within 92 days from today. For longer, hand over instead',
  },
}
