/** The allied towns, and those that have left. */
import { formatDay } from '../format.ts'
import { LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Empty } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { rowAction, Table } from '../parts/table.tsx'

type Words = Messages['towns']
type Town = {
  id: string
  name: string
  romaji: string
  prefecture: string
  joinedOn: string
  leftOn: string | null
  body: string | null
}

export const TownsPage = ({ t, locale, towns }: { t: Words; locale: Locale; towns: readonly Town[] }) => {
  const [here, gone] = [towns.filter(({ leftOn }) => !leftOn), towns.filter(({ leftOn }) => leftOn)]
  const link = ({ id, name, romaji }: Town) => <a href={`/towns/${id}`}>{locale === 'ja' ? name : romaji}</a>
  return (
    <>
      <PageHeading title={t.title} lead={t.lead} action={<LinkButton href="/towns/new">{t.add}</LinkButton>} />
      {here.length === 0 ? (
        <Empty title={t.empty.title} sign="place" action={<LinkButton href="/towns/new">{t.add}</LinkButton>}>
          {t.empty.words}
        </Empty>
      ) : (
        <Table
          caption={t.title}
          captionHidden
          columns={[
            { label: t.town, kind: 'head' },
            { label: t.prefecture },
            { label: t.code },
            { label: t.joined },
            { label: t.body },
            { label: t.action, kind: 'quiet' },
          ]}
          rows={here.map((town) => ({
            cells: [
              link(town),
              town.prefecture,
              town.id,
              formatDay(locale, town.joinedOn),
              town.body ?? chip(t.noBody, 'warning'),
              rowAction(`/towns/${town.id}/operating-body`, t.edit),
            ],
          }))}
        />
      )}
      {gone.length > 0 ? (
        <Section title={t.gone.title}>
          <Table
            caption={t.gone.title}
            captionHidden
            columns={[{ label: t.town, kind: 'head' }, { label: t.prefecture }, { label: t.code }, { label: t.gone.on }]}
            rows={gone.map((town) => ({ cells: [link(town), town.prefecture, town.id, formatDay(locale, town.leftOn!)] }))}
          />
        </Section>
      ) : null}
    </>
  )
}
