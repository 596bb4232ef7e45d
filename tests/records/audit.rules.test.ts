// The sealed text of a record is its own: no two records share one. And only auditors and the secretariat read the log.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '../../policies/identity/people.ts'
import { type AuditRecord, decideAudit, genesis, sealedText } from '../../policies/records/audit.ts'

const text = fc.string({ unit: fc.constantFrom('a', ',', ':', '1', '結', '') })
const record: fc.Arbitrary<AuditRecord> = fc.record({
  chain: text,
  seq: fc.nat(20),
  at: text,
  actorId: text,
  act: text,
  subjectId: text,
  detail: text,
})

test('two records have the same sealed text only when they are the same', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      expect(sealedText(a, genesis) === sealedText(b, genesis)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }),
    { numRuns: 2_000 },
  )
})

test.each([...roles])('%s', (role) => {
  const decision = decideAudit({ id: 'a', grants: [{ role, townId: null }] })
  expect('act' in decision).toBe(role === 'auditor' || role === 'secretariat')
})
