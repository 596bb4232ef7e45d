/** Every act of the platform, out of the table of its feature. */
import { accessActs } from './access.ts'
import type { Acts, Declared, Kind } from './act.ts'
import { applicationActs } from './applications.ts'
import { assignmentActs } from './assignments.ts'
import { auditActs } from './audit.ts'
import { glassActs } from './break-glass.ts'
import { consentActs } from './consents.ts'
import { correctionActs } from './corrections.ts'
import { custodyActs } from './custody.ts'
import type { Permit } from './decision.ts'
import { destructionActs } from './destructions.ts'
import { entryActs } from './entries.ts'
import { grantActs } from './grants.ts'
import { incidentActs } from './incidents.ts'
import { networkActs } from './networks.ts'
import { fileActs } from './package-files.ts'
import { packageActs } from './packages.ts'
import { peopleActs } from './people.ts'
import { recoveryActs } from './recovery.ts'
import { sharedPcActs } from './shared-pcs.ts'
import { townActs } from './towns.ts'
import { trainingActs } from './training.ts'
import { uploadActs } from './uploads.ts'
import { vettingActs } from './vetting.ts'

export const acts = {
  ...accessActs,
  ...applicationActs,
  ...assignmentActs,
  ...auditActs,
  ...consentActs,
  ...correctionActs,
  ...custodyActs,
  ...destructionActs,
  ...entryActs,
  ...fileActs,
  ...glassActs,
  ...grantActs,
  ...incidentActs,
  ...networkActs,
  ...packageActs,
  ...peopleActs,
  ...recoveryActs,
  ...sharedPcActs,
  ...townActs,
  ...trainingActs,
  ...uploadActs,
  ...vettingActs,
} as const satisfies Acts
export type Act = keyof typeof acts
export const everyAct = Object.keys(acts) as readonly Act[]
/** What is declared of an act. */
export const declaredOf = (act: Act): Declared => acts[act]

/** The acts for which somebody proves once more who they are. */
export type GraveAct = { [A in Act]: (typeof acts)[A] extends { readonly grave: unknown } ? A : never }[Act]
export const isGrave = (permit: Permit<Act>): permit is Permit<GraveAct> => declaredOf(permit.act).grave !== undefined
/** The acts of which anybody is told: each has its sentence in views/messages. */
export type NoticedAct = { [A in Act]: (typeof acts)[A] extends { readonly tells: unknown } ? A : never }[Act]
export const isNoticed = (act: Act): act is NoticedAct => declaredOf(act).tells !== undefined

/** One way on in a machine: who may go it, from which statuses into which; from none where it begins the thing. */
export type Step = Pick<Declared, 'by' | 'from'> & { readonly act: string; readonly to: string }
const stepsOf = (table: Acts, kind: Kind): readonly Step[] =>
  Object.entries(table).flatMap(([act, { on, by, from, to }]) =>
    on === kind && to !== undefined ? [{ act, by, to, ...(from ? { from } : {}) }] : [],
  )
/** How things move, as graphs: whatever ends in a status is a step. */
export const machines = {
  application: stepsOf(applicationActs, 'application'),
  assignment: stepsOf(assignmentActs, 'assignment'),
  custody: stepsOf(custodyActs, 'assignment'),
  destruction: stepsOf(destructionActs, 'package'),
  glass: stepsOf(glassActs, 'glass'),
  incident: stepsOf(incidentActs, 'incident'),
  member: stepsOf(vettingActs, 'member'),
  package: stepsOf(packageActs, 'package'),
  recovery: stepsOf(recoveryActs, 'person'),
  vetting: stepsOf(vettingActs, 'vetting'),
} as const
