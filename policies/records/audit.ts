/** The audit: what a record is, how records chain, and who may read them. */

import type { Actor, Role } from '../identity/people.ts'
import type { Acts } from '../kernel/act.ts'
import { rulesOf } from '../kernel/judge.ts'

export type AuditRecord = {
  readonly chain: string
  readonly seq: number
  readonly at: string
  readonly actorId: string | null
  readonly act: string
  readonly subjectId: string
  /** JSON text. References and figures only, never personal data, so that destruction leaves the chain whole. */
  readonly detail: string
}

/** The first `prev` of every chain. */
export const genesis = '0'.repeat(64)

/** The text that is hashed: a fixed order of fields, each length-prefixed, so that no two records share a text. */
export const sealedText = (record: AuditRecord, prev: string): string =>
  [
    'yui-audit-1',
    record.chain,
    String(record.seq),
    prev,
    record.at,
    record.actorId ?? '',
    record.act,
    record.subjectId,
    record.detail,
  ]
    .map((field) => `${field.length}:${field}`)
    .join(',')

export const auditActs = { 'audit.read': { on: 'person', by: ['auditor', 'secretariat'] } } as const satisfies Acts<Role>
export type Act = keyof typeof auditActs
/** Auditors read every chain; the secretariat reads them too, since they hold no contents. */
export const decideAudit = (actor: Actor) => rulesOf(auditActs).anywhere('audit.read', actor)
