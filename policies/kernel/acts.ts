/** Every act of the platform, out of the table of its feature. */

import { fileActs } from '../files/package-files.ts'
import { uploadActs } from '../files/uploads.ts'
import { networkActs } from '../identity/networks.ts'
import { peopleActs } from '../identity/people.ts'
import { recoveryActs } from '../identity/recovery.ts'
import { sharedPcActs } from '../identity/shared-pcs.ts'
import { factActs } from '../membership/facts.ts'
import { grantActs } from '../membership/grants.ts'
import { townActs } from '../membership/towns.ts'
import { vettingActs } from '../membership/vetting.ts'
import { consentActs } from '../packages/consents.ts'
import { packageActs } from '../packages/packages.ts'
import { successionActs } from '../packages/succession.ts'
import { auditActs } from '../records/audit.ts'
import { correctionActs } from '../records/corrections.ts'
import { accessActs } from '../safety/access.ts'
import { glassActs } from '../safety/break-glass.ts'
import { custodyActs } from '../safety/custody.ts'
import { destructionActs } from '../safety/destructions.ts'
import { incidentActs } from '../safety/incidents.ts'
import { applicationActs } from '../telework/applications.ts'
import { assignmentActs } from '../telework/assignments.ts'
import { entryActs } from '../telework/entries.ts'
import { trainingActs } from '../training/training.ts'
import type { Acts, Declared, Kind } from './act.ts'
import type { Permit } from './decision.ts'

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
  ...factActs,
  ...fileActs,
  ...glassActs,
  ...grantActs,
  ...incidentActs,
  ...networkActs,
  ...packageActs,
  ...peopleActs,
  ...recoveryActs,
  ...sharedPcActs,
  ...successionActs,
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
