/** Whether every chain of the audit is whole, and how to find that out without this server. */
import { formatNumber } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction, Table } from '../parts/table.tsx'

type Words = Messages['audit']
type Report = { chain: string; records: number; head: string; brokenAt: number | null }

export const CheckPage = (props: {
  t: Words['checking']
  locale: Locale
  reports: readonly Report[]
  nameOf: (chain: string) => string
}) => {
  const { t, locale, reports, nameOf } = props
  const total = reports.reduce((sum, { records }) => sum + records, 0)
  const isWhole = reports.every(({ brokenAt }) => brokenAt === null)
  return (
    <>
      <PageHeading title={t.title} lead={t.lead} />
      {reports.length === 0 ? (
        <Banner tone="info" title={t.none} />
      ) : isWhole ? (
        <Banner tone="success" title={t.whole}>
          {t.wholeWords(formatNumber(locale, total))}
        </Banner>
      ) : (
        <Banner tone="error" title={t.broken} live>
          {t.brokenWords}
        </Banner>
      )}
      {reports.length === 0 ? null : (
        <Section title={t.table}>
          <Table
            caption={t.table}
            captionHidden
            columns={[
              { label: t.chain, kind: 'head' },
              { label: t.records, kind: 'number' },
              { label: t.result },
              { label: t.head },
              { label: t.download, kind: 'quiet' },
            ]}
            rows={reports.map(({ chain, records, head, brokenAt }) => ({
              cells: [
                nameOf(chain),
                formatNumber(locale, records),
                brokenAt === null ? chip(t.ok, 'success') : chip(t.brokenAt(brokenAt), 'error'),
                <code class="yui-hash">{head}</code>,
                rowAction(`/audit/chains/${chain}`, t.downloadOf(nameOf(chain))),
              ],
            }))}
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

/** INVARIANT: recomputes what policies/audit.ts `sealedText` seals; tests/audit.test.ts runs it on a download. */
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
