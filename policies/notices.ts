/** Who hears of each act. A new act does not compile until someone has decided. */
import type { Act as AccessAct } from './access.ts'
import type { Act as ApplicationAct } from './applications.ts'
import type { Act as AssignmentAct } from './assignments.ts'
import type { Act as AuditAct } from './audit.ts'
import type { Act as GlassAct } from './break-glass.ts'
import type { Act as ConsentAct } from './consents.ts'
import type { Act as CorrectionAct } from './corrections.ts'
import type { Act as CustodyAct } from './custody.ts'
import type { Act as DestructionAct } from './destructions.ts'
import type { Act as EntryAct } from './entries.ts'
import type { Act as GrantAct } from './grants.ts'
import type { Act as IncidentAct } from './incidents.ts'
import type { Act as NetworkAct } from './networks.ts'
import type { Act as FileAct } from './package-files.ts'
import type { Act as PackageAct } from './packages.ts'
import type { Act as PersonAct } from './people.ts'
import type { Act as RecoveryAct } from './recovery.ts'
import type { Act as SharedPcAct } from './shared-pcs.ts'
import type { Act as TownAct } from './towns.ts'
import type { Act as TrainingAct } from './training.ts'
import type { Act as UploadAct } from './uploads.ts'
import type { Act as VettingAct } from './vetting.ts'

export type Act =
  | AccessAct
  | ApplicationAct
  | AssignmentAct
  | AuditAct
  | ConsentAct
  | CorrectionAct
  | CustodyAct
  | DestructionAct
  | FileAct
  | EntryAct
  | GlassAct
  | GrantAct
  | IncidentAct
  | NetworkAct
  | PackageAct
  | PersonAct
  | RecoveryAct
  | SharedPcAct
  | TownAct
  | TrainingAct
  | UploadAct
  | VettingAct
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

/** The acts that somebody hears of. Reads, drafts and plans make no noise. */
export const notices = {
  'package.hand-over': ['manager'],
  'package.send-back': ['coordinators'],
  'package.publish': ['coordinators', 'townsfolk'],
  'package.complete': ['coordinators', 'manager'],
  'package.withdraw': ['manager'],
  'package.close': ['coordinators', 'manager'],
  'custody.read': [],
  'custody.declare': [],
  'custody.account': ['worker'],
  'custody.remind': ['worker'],
  'custody.urge': ['worker', 'coordinators'],
  'destruction.read': [],
  'destruction.ask': ['witnesses'],
  'destruction.witness': [],
  'destruction.cancel': ['coordinators', 'manager'],
  'destruction.postpone': ['coordinators', 'manager'],
  'destruction.remind': ['coordinators'],
  'destruction.begin': [],
  'destruction.certify': [],
  'destruction.reconcile': ['coordinators'],
  'package.create': [],
  'package.edit': [],
  'package.import': [],
  'package.split': [],
  'package.plan': [],
  'package.follow': [],
  'package.result': [],
  'package.export': ['coordinators', 'manager'],
  'package.read': [],
  'package.list': [],
  'application.raise': ['manager'],
  'application.withdraw': ['manager'],
  'work.find': [],
  'assignment.offer': ['worker'],
  'assignment.accept': ['manager'],
  'assignment.decline': ['manager'],
  'assignment.expire': ['manager', 'worker'],
  'assignment.cancel': ['worker'],
  'assignment.hand-back': ['manager'],
  'assignment.submit': ['manager'],
  'assignment.return': ['worker'],
  'assignment.approve': ['worker'],
  'assignment.extend': ['worker', 'coordinators'],
  'assignment.read': [],
  'assignment.read-brief': [],
  'assignment.download': [],
  'assignment.open': [],
  'content.open': [],
  'consent.read': [],
  'consent.ask': ['coordinators'],
  'consent.give': ['manager', 'coordinators', 'consent-seconds'],
  'consent.second': ['manager', 'coordinators'],
  'consent.withdraw': ['manager', 'coordinators', 'consent-workers'],
  'glass.list': [],
  'glass.read': [],
  'glass.break': ['coordinators', 'manager', 'secretariat'],
  'glass.look': [],
  'glass.end': ['breaker', 'coordinators'],
  'glass.review': ['breaker', 'coordinators', 'secretariat'],
  'entry.put': [],
  'entry.remove': [],
  'upload.begin': [],
  'upload.send': [],
  'upload.cancel': [],
  'file.list': [],
  'file.add': [],
  'file.open': [],
  'file.download': [],
  'file.remove': [],
  'file.check': [],
  'file.hold': ['coordinators', 'manager'],
  'network.add': [],
  'network.end': [],
  'assignment.read-delivery': [],
  'assignment.list': [],
  'offer.plan': [],
  'review.list': [],
  'completion.record': ['learner'],
  'course.read': [],
  'course.add': [],
  'course.add-session': [],
  'training.read': [],
  'audit.read': [],
  'town.list': [],
  'town.add': [],
  'operating-body.edit': [],
  'person.invite': [],
  'person.read': [],
  'people.list': [],
  'enrolment.issue': ['self'],
  'enrolment.use': ['self'],
  'passkey.add': ['self'],
  'passkey.remove': ['self'],
  'session.start': [],
  'session.end': [],
  'session.end-all': [],
  'passkey.counter-fell': ['self', 'officers'],
  'account.read': [],
  'account.edit': [],
  'account.read-data': [],
  'account.export': ['self'],
  'town.read': [],
  'town.edit': [],
  'town.leave': [],
  'pledge.publish': ['town-workers'],
  'town-rules.publish': [],
  'grant.give': ['self'],
  'grant.end': ['self'],
  'recovery.read': [],
  'recovery.list': [],
  'recovery.start': ['self', 'seconds'],
  'recovery.approve': ['self', 'officers'],
  'recovery.cancel': ['self', 'officers'],
  'recovery.use': ['self', 'officers'],
  'recovery.stop': ['self', 'officers', 'seconds'],
  'recovery.settle': ['self'],
  'recovery.console': ['town-officers'],
  'shared-pc.list': [],
  'shared-pc.register': [],
  'shared-pc.end': [],
  'incident.report': ['owners', 'owner-manager', 'secretariat', 'reporter-town'],
  'incident.propose-lift': ['owners', 'secretariat'],
  'incident.keep-frozen': ['owners', 'secretariat'],
  'incident.lift': ['owners', 'owner-manager', 'secretariat', 'reporter-towns', 'lot-holders', 'reporters'],
  'incident.file': ['owners', 'secretariat'],
  'incident.close': ['owners', 'secretariat', 'reporter-towns'],
  'incident.warn': ['owners'],
  'incident.overdue': ['owners', 'secretariat'],
  'incident.assess': [],
  'incident.write': [],
  'incident.export': [],
  'incident.list': [],
  'incident.read': [],
  'incident.read-own': [],
  'correction.ask': ['holders'],
  'correction.answer': ['asker'],
  'correction.list': [],
  'vetting.apply': ['vetters'],
  'vetting.read': [],
  'vetting.list': [],
  'vetting.residency': ['candidate'],
  'vetting.pledge': ['vetters'],
  'vetting.environment': ['vetters'],
  'vetting.interview': ['candidate'],
  'vetting.propose': ['seconds'],
  'vetting.decide': ['candidate', 'vetters'],
  'vetting.decline': ['candidate'],
  'vetting.withdraw': ['vetters'],
  'vetting.renew': ['vetters'],
  'vetting.remind': ['self', 'officers'],
  'vetting.lapse': [],
  'worker.suspend': ['self', 'officers', 'employers'],
  'worker.resume': ['self', 'officers'],
  'worker.leave': ['self', 'officers', 'employers'],
  'worker.forget': [],
} as const satisfies Record<Act, readonly Audience[]>

/** The acts of which anybody is told: each has its sentence in views/messages. */
export type NoticedAct = { [A in Act]: (typeof notices)[A] extends readonly [] ? never : A }[Act]
export const isNoticed = (act: Act): act is NoticedAct => notices[act].length > 0
