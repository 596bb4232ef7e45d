/** A town leaves: what stands in the way, and what ends with it. */
import type { Status } from '../../../policies/packages/statuses.ts'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Banner } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'

type Ending = { people: number; vettings: number; today: string }
type Props = {
  say: Say
  town: { id: string; shown: string }
  unfinished: { packages: readonly { number: string; status: Status }[]; lots: number; workers: number; open: number }
  ending: Ending
  form: Filled
}

export const LeavingPage = ({ say, town, unfinished, ending, form }: Props) => {
  const words = say.t.towns.leaving
  const { packages, lots, workers, open } = unfinished
  return (
    <>
      <PageHeading title={words.title(town.shown)} lead={words.lead} />
      {open > 0 ? (
        <>
          <Banner tone="warning" title={words.blocked}>
            <p>{words.blockedWords}</p>
          </Banner>
          {packages.length > 0 ? (
            <Section title={words.packages}>
              <List
                caption={words.packages}
                rows={packages}
                columns={[
                  { label: words.package, kind: 'head', cell: ({ number }) => number },
                  { label: words.status, cell: ({ status }) => chip(say.t.packageStatuses[status]) },
                ]}
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
          <Facts items={endingFacts(say, ending)} />
          <ActForm say={say} form={form} action={`/towns/${town.id}/leaving`} button={words.submit} danger />
        </Section>
      )}
    </>
  )
}

export const endingFacts = ({ t: { towns }, day }: Say, { people, vettings, today }: Ending): Fact[] => [
  { term: towns.leaving.on, value: day(today) },
  { term: towns.leaving.people, value: towns.leaving.peopleCount(people) },
  { term: towns.leaving.vettings, value: towns.leaving.vettingsCount(vettings) },
]
