/** Who hears of each act. A new act does not compile until someone has decided. */
import type { Act as ApplicationAct } from './applications.ts'
import type { Act as AssignmentAct } from './assignments.ts'
import type { Act as AuditAct } from './audit.ts'
import type { Act as PackageAct } from './packages.ts'
import type { Act as PersonAct } from './people.ts'
import type { Act as TownAct } from './towns.ts'
import type { Act as TrainingAct } from './training.ts'

export type Act = ApplicationAct | AssignmentAct | AuditAct | PackageAct | PersonAct | TownAct | TrainingAct
/** `worker`: whose work it is. `townsfolk`: workers of every town that the posting is open to. `self`: whose account it is. */
export type Audience = 'manager' | 'coordinators' | 'worker' | 'townsfolk' | 'applicant' | 'learner' | 'self'

/** The acts that somebody hears of. Reads, drafts and plans make no noise. */
export const notices = {
  'package.hand-over': ['manager'],
  'package.send-back': ['coordinators'],
  'package.publish': ['coordinators', 'townsfolk'],
  'package.complete': ['coordinators', 'manager'],
  'package.withdraw': ['manager'],
  'package.create': [],
  'package.edit': [],
  'package.import': [],
  'package.split': [],
  'package.plan': [],
  'package.follow': [],
  'package.result': [],
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
  'assignment.read': [],
  'assignment.read-brief': [],
  'assignment.download': [],
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
  'account.read': [],
  'account.edit': [],
} as const satisfies Record<Act, readonly Audience[]>

/** The acts of which anybody is told: each has its sentence in views/messages. */
export type NoticedAct = { [A in Act]: (typeof notices)[A] extends readonly [] ? never : A }[Act]
export const isNoticed = (act: Act): act is NoticedAct => notices[act].length > 0
