/** A town leaves: what stands in the way, and what ends with it. */
import type { Status } from '../../policies/packages.ts'
import { formatDay } from '../format.ts'
import { Actions, Button, Form } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { type Fact, Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import { chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'

type Ending = { people: number; vettings: number; today: string }
type Props = {
  t: Messages
  locale: Locale
  town: { id: string; name: string }
  unfinished: { packages: readonly { number: string; status: Status }[]; lots: number; workers: number; open: number }
  ending: Ending
  token: string
}

export const LeavingPage = ({ t, locale, town, unfinished, ending, token }: Props) => {
  const words = t.towns.leaving
  const { packages, lots, workers, open } = unfinished
  return (
    <>
      <PageHeading title={words.title(town.name)} lead={words.lead} />
      {open > 0 ? (
        <>
          <Banner tone="warning" title={words.blocked}>
            <p>{words.blockedWords}</p>
          </Banner>
          {packages.length > 0 ? (
            <Section title={words.packages}>
              <Table
                caption={words.packages}
                captionHidden
                columns={[{ label: words.package, kind: 'head' }, { label: words.status }]}
                rows={packages.map(({ number, status }) => ({ cells: [number, chip(t.packageStatuses[status])] }))}
              />
            </Section>
          ) : null}
          {lots > 0 ? (
            <Section title={words.hands}>
              <p>{words.lots(lots, workers)}</p>
            </Section>
          ) : null}
        </>
      ) : (
        <Section title={words.effects}>
          <Facts items={endingFacts(t, locale, ending)} />
          <Form action={`/towns/${town.id}/leaving`} token={token}>
            <Actions>
              <Button tone="danger">{words.submit}</Button>
            </Actions>
          </Form>
        </Section>
      )}
    </>
  )
}

export const endingFacts = (t: Messages, locale: Locale, { people, vettings, today }: Ending): Fact[] => [
  { term: t.towns.leaving.on, value: formatDay(locale, today) },
  { term: t.towns.leaving.people, value: t.towns.leaving.peopleCount(people) },
  { term: t.towns.leaving.vettings, value: t.towns.leaving.vettingsCount(vettings) },
]
