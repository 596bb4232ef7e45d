/** Who hears of an act (`tells` in policies/kernel/act.ts); db/kernel/notices.ts finds the people. */

/**
 * `worker`: whose work it is. `townsfolk`: workers of every town that the posting is open to. `self`: whose account it is.
 * `candidate`: who is being vetted. `vetters`: coordinators of the town that vets. `seconds`: who may be the second person.
 * `officers`: the coordinators of a person's town, or the secretariat where there is none. `employers`: managers for whom a worker has work.
 * `asker`: who asked for a correction. `holders`: who answers it. `town-workers`: the workers of a town.
 * `town-officers`: its coordinators.
 * `witnesses`: who may be the second person of a destruction: coordinators, manager, secretariat.
 * Of an incident: `owners`: coordinators of the package's town. `owner-manager`: its manager. `secretariat`. `reporter-town`:
 * coordinators of the reporter's home town; `reporter-towns`: of all who told of the matter. `lot-holders`: who has a lot of it in
 * hand. `reporters`: who told of it.
 * `consent-seconds`: the secretariat where it is the second person of a consent. `consent-workers`: residents with lots in hand of the
 * towns whose consent was withdrawn last. `breaker`: who broke the glass.
 * `stand-in`: who stands in for a manager from now on, by what was done last; `stand-in-officers`: the coordinators of that town. `takers`: who has a lot of the package on offer or in hand.
 * `raisers`: whose hand is up for it.
 */
export type Audience =
  | 'manager'
  | 'coordinators'
  | 'worker'
  | 'townsfolk'
  | 'applicant'
  | 'learner'
  | 'self'
  | 'candidate'
  | 'vetters'
  | 'seconds'
  | 'officers'
  | 'employers'
  | 'asker'
  | 'holders'
  | 'town-workers'
  | 'town-officers'
  | 'witnesses'
  | 'owners'
  | 'owner-manager'
  | 'secretariat'
  | 'reporter-town'
  | 'reporter-towns'
  | 'lot-holders'
  | 'reporters'
  | 'consent-seconds'
  | 'consent-workers'
  | 'breaker'
  | 'stand-in'
  | 'stand-in-officers'
  | 'takers'
  | 'raisers'
