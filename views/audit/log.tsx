/** The audit log with its filters. */

import type { Act } from '../../policies/notices.ts'
import { formatMoment } from '../format.ts'
import { Button, LinkButton, SearchForm, Select, TextField } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { Table } from '../parts/table.tsx'

type Choice = { value: string; label: string }
type Filters = { chain: string; kind: string; subject: string }
type Entry = {
  chain: string
  seq: number
  at: string
  act: Act
  subjectId: string
  detail: string
  hash: string
  actor: string | null
  actorRomaji: string | null
}

export const AuditPage = (props: {
  t: Messages
  locale: Locale
  filters: Filters
  chains: readonly Choice[]
  records: readonly Entry[]
  nameOf: (chain: string) => string
  older: string | undefined
  newer: string | undefined
}) => {
  const { t: all, locale, filters, chains, records, nameOf, older, newer } = props
  const { audit: t } = all
  return (
    <>
      <PageHeading
        title={t.title}
        lead={t.lead}
        action={
          <LinkButton href="/audit/check" kind="outline">
            {t.check}
          </LinkButton>
        }
      />
      <SearchForm action="/audit" label={t.filters}>
        <Select name="chain" label={t.chain} value={filters.chain} empty={t.allChains} options={chains} />
        <Select
          name="kind"
          label={t.kind}
          value={filters.kind}
          empty={t.allKinds}
          options={Object.entries(t.kinds).map(([value, label]) => ({ value, label }))}
        />
        <TextField name="subject" label={t.subject} value={filters.subject} autocomplete="off" />
        <Button kind="outline">{t.find}</Button>
        {filters.chain || filters.kind || filters.subject ? <a href="/audit">{t.clear}</a> : null}
      </SearchForm>
      {records.length === 0 ? (
        <Empty title={t.empty.title} sign="info">
          {t.empty.words}
        </Empty>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          dense
          columns={[
            { label: t.at },
            { label: t.what, kind: 'head' },
            { label: t.who },
            { label: t.about },
            { label: t.place },
            { label: t.hash },
          ]}
          rows={records.map((record) => ({
            cells: [
              formatMoment(locale, record.at),
              all.acts[record.act].done,
              (locale === 'ja' ? record.actor : record.actorRomaji) ?? t.system,
              <>
                <a href={`/audit?subject=${encodeURIComponent(record.subjectId)}`}>
                  <code>{short(record.subjectId)}</code>
                </a>
                {record.detail === '{}' ? null : (
                  <details class="yui-detail">
                    <summary>{t.detail}</summary>
                    <code>{record.detail}</code>
                  </details>
                )}
              </>,
              t.numbered(nameOf(record.chain), record.seq),
              <code>{record.hash.slice(0, 12)}</code>,
            ],
          }))}
        />
      )}
      <Pager
        label={all.frame.pages}
        newer={newer ? { href: newer, words: t.newest } : undefined}
        older={older ? { href: older, words: all.frame.older } : undefined}
      />
    </>
  )
}

/** The end of an id tells more apart than its beginning, which is the time. */
const short = (id: string) => (id.length > 12 ? `…${id.slice(-8)}` : id)
