/** The allied towns, and those that have left. */
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List, type ListColumn } from '../../parts/list.tsx'
import { Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { rowAction } from '../../parts/table.tsx'

type Town = {
  id: string
  name: string
  romaji: string
  prefecture: string
  joinedOn: string
  leftOn: string | null
  body: string | null
}

export const TownsPage = ({ say, towns }: { say: Say; towns: readonly Town[] }) => {
  const t = say.t.towns
  const [here, gone] = [towns.filter(({ leftOn }) => !leftOn), towns.filter(({ leftOn }) => leftOn)]
  const add = <LinkButton href="/towns/new">{t.add}</LinkButton>
  const town: ListColumn<Town> = { label: t.town, kind: 'head', cell: (one) => <a href={`/towns/${one.id}`}>{say.name(one)}</a> }
  const prefecture: ListColumn<Town> = { label: t.prefecture, cell: (one) => one.prefecture }
  const code: ListColumn<Town> = { label: t.code, cell: ({ id }) => id }
  return (
    <>
      <PageHeading title={t.title} lead={t.lead} action={add} />
      {here.length === 0 ? (
        <Empty title={t.empty.title} sign="place" action={add}>
          {t.empty.words}
        </Empty>
      ) : (
        <List
          caption={t.title}
          rows={here}
          columns={[
            town,
            prefecture,
            code,
            { label: t.joined, kind: 'named', cell: ({ joinedOn }) => say.day(joinedOn) },
            { label: t.body, cell: ({ body }) => body ?? chip(t.noBody, 'warning') },
            { label: t.action, kind: 'quiet', cell: ({ id }) => rowAction(`/towns/${id}/operating-body`, t.edit) },
          ]}
        />
      )}
      <Section title={say.t.facts.wages.title} lead={say.t.facts.wages.linkLead}>
        <p>
          <a href="/wages">{say.t.facts.wages.link}</a>
        </p>
      </Section>
      {gone.length > 0 ? (
        <Section title={t.gone.title}>
          <List
            caption={t.gone.title}
            rows={gone}
            columns={[town, prefecture, code, { label: t.gone.on, kind: 'named', cell: ({ leftOn }) => say.day(leftOn!) }]}
          />
        </Section>
      ) : null}
    </>
  )
}
