/** Whether every chain of the audit is whole, and how to find that out without this server. */

import type { Say } from '../../kernel/say.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { rowAction } from '../../parts/table.tsx'

type Report = { chain: string; records: number; head: string; brokenAt: number | null }

type CheckProps = { say: Say; reports: readonly Report[]; nameOf: (chain: string) => string }

export const CheckPage = ({ say, reports, nameOf }: CheckProps) => {
  const t = say.t.audit.checking
  const total = reports.reduce((sum, { records }) => sum + records, 0)
  const isWhole = reports.every(({ brokenAt }) => brokenAt === null)
  return (
    <>
      <PageHeading title={t.title} lead={t.lead} />
      {reports.length === 0 ? (
        <Banner tone="info" title={t.none} />
      ) : isWhole ? (
        <Banner tone="success" title={t.whole}>
          {t.wholeWords(say.number(total))}
        </Banner>
      ) : (
        <Banner tone="error" title={t.broken} live>
          {t.brokenWords}
        </Banner>
      )}
      {reports.length === 0 ? null : (
        <Section title={t.table}>
          <List
            caption={t.table}
            rows={reports}
            columns={[
              { label: t.chain, kind: 'head', cell: ({ chain }) => nameOf(chain) },
              { label: t.records, kind: 'number', cell: ({ records }) => say.number(records) },
              {
                label: t.result,
                cell: ({ brokenAt }) => (brokenAt === null ? chip(t.ok, 'success') : chip(t.brokenAt(brokenAt), 'error')),
              },
              { label: t.head, cell: ({ head }) => <code class="yui-hash">{head}</code> },
              {
                label: t.download,
                kind: 'quiet',
                cell: ({ chain }) => rowAction(`/audit/chains/${chain}`, t.downloadOf(nameOf(chain))),
              },
            ]}
          />
        </Section>
      )}
      <Section title={t.how}>
        <ol class="yui-checking">
          {t.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
        <Disclosure summary={t.program}>
          <pre class="yui-program" tabindex={0}>
            <code>{program}</code>
          </pre>
        </Disclosure>
      </Section>
    </>
  )
}

/** INVARIANT: recomputes what policies/records/audit.ts `sealedText` seals; tests/records/audit.test.ts runs it on a download. */
export const program = `// node check.mjs records.jsonl
const { createHash } = await import("node:crypto")
const { readFileSync } = await import("node:fs")

let [prev, seq] = ['0'.repeat(64), 0]
for (const line of readFileSync(process.argv[2], 'utf8').split('\\n').filter(Boolean)) {
  const r = JSON.parse(line)
  const fields = ['yui-audit-1', r.chain, String(r.seq), prev, r.at, r.actorId ?? '', r.act, r.subjectId, r.detail]
  const text = fields.map((field) => field.length + ':' + field).join(',')
  const hash = createHash('sha256').update(text).digest('hex')
  seq += 1
  if (r.seq !== seq || r.prev !== prev || r.hash !== hash) {
    console.log('broken at ' + seq)
    process.exit(1)
  }
  prev = hash
}
console.log(seq + ' records, last hash ' + prev)
`
