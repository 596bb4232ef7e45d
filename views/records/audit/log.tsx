/** The audit log with its filters. */
import type { Act } from '../../../policies/kernel/acts.ts'
import { Actions, Button, DateField, LinkButton, SearchForm, Select, TextField } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Empty } from '../../parts/notices.tsx'

type Choice = { value: string; label: string }
type Filters = { chain: string; kind: string; subject: string; who: string; from: string; to: string }
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

type AuditProps = {
  say: Say
  filters: Filters
  chains: readonly Choice[]
  records: readonly Entry[]
  /** How many there are, counted up to a thousand; `table`: where they are downloaded. */
  total: number
  table: string
  nameOf: (chain: string) => string
  older: string | undefined
  newer: string | undefined
}

export const AuditPage = ({ say, filters, chains, records, total, table, nameOf, older, newer }: AuditProps) => {
  const { audit: t, acts, frame } = say.t
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
        <TextField name="who" label={t.who} value={filters.who} autocomplete="off" />
        <DateField name="from" label={t.from} value={filters.from} />
        <DateField name="to" label={t.to} value={filters.to} />
        <Button kind="outline">{t.find}</Button>
        {Object.values(filters).some(Boolean) ? <a href="/audit">{t.clear}</a> : null}
      </SearchForm>
      {records.length === 0 ? (
        <Empty title={t.empty.title} sign="info">
          {t.empty.words}
        </Empty>
      ) : (
        <List
          caption={t.count(say.total(total))}
          captionShown
          dense
          rows={records}
          columns={[
            { label: t.at, kind: 'named', cell: ({ at }) => say.moment(at) },
            { label: t.what, kind: 'head', cell: ({ act }) => acts[act].done },
            { label: t.who, cell: ({ actor: name, actorRomaji: romaji }) => say.name({ name, romaji }) || t.system },
            { label: t.about, cell: (record) => <Subject words={t.detail} {...record} /> },
            { label: t.place, cell: ({ chain, seq }) => t.numbered(nameOf(chain), seq) },
            { label: t.hash, cell: ({ hash }) => <code>{hash.slice(0, 12)}</code> },
          ]}
        />
      )}
      {records.length === 0 ? null : (
        <Actions>
          <LinkButton href={table} kind="outline" size="md" download>
            {t.table}
          </LinkButton>
        </Actions>
      )}
      <Pager
        label={frame.pages}
        newer={newer ? { href: newer, words: t.newest } : undefined}
        older={older ? { href: older, words: frame.older } : undefined}
      />
    </>
  )
}

const Subject = ({ words, subjectId, detail }: Pick<Entry, 'subjectId' | 'detail'> & { words: string }) => (
  <>
    <a href={`/audit?subject=${encodeURIComponent(subjectId)}`}>
      <code>{short(subjectId)}</code>
    </a>
    {detail === '{}' ? null : (
      <details class="yui-detail">
        <summary>{words}</summary>
        <code>{detail}</code>
      </details>
    )}
  </>
)

/** The end of an id tells more apart than its beginning, which is the time. */
const short = (id: string) => (id.length > 12 ? `…${id.slice(-8)}` : id)
