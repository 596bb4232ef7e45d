/** Facts that change on a day: what is on record, recording a change, and taking one back. */
import type { FactKind } from '../../policies/membership/facts.ts'
import { lastDay, type PaymentTerms } from '../../policies/packages/terms.ts'
import { DateField, NumberField, Select, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { Facts } from '../parts/facts.tsx'
import { ActForm, type Filled, FormPage, fieldIn, Problems } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { List } from '../parts/list.tsx'
import { Banner } from '../parts/notices.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import { rowAction } from '../parts/table.tsx'

type Value = object
type Recorded = {
  id: string
  fromOn: string
  value: Value
  source: string
  name: string | null
  kana: string | null
  romaji: string | null
  withdrawnAt: string | null
  /** Whether the reader may take it back. */
  withdrawable: boolean
}

/** What a fact says, in words. */
export function factWords({ t, yen }: Say, kind: FactKind, value: Value): string {
  if (kind === 'payment-terms') return t.terms.rule(value as PaymentTerms)
  if (kind === 'minimum-wage') return t.facts.wages.perHour(yen((value as { yen: number }).yen))
  const { name, kana, romaji } = value as { name: string; kana: string; romaji: string }
  return t.facts.name.said(name, kana, romaji)
}

const tones: Record<keyof Say['t']['facts']['states'], Tone> = {
  now: 'success',
  coming: 'info',
  past: 'neutral',
  withdrawn: 'neutral',
}
type HistoryProps = { say: Say; kind: FactKind; facts: readonly Recorded[]; today: string }
const History = ({ say, kind, facts, today }: HistoryProps) => {
  const words = say.t.facts
  const now = facts.find(({ fromOn, withdrawnAt }) => withdrawnAt === null && fromOn <= today)
  const stateOf = (fact: Recorded) =>
    fact.withdrawnAt !== null ? 'withdrawn' : fact === now ? 'now' : fact.fromOn > today ? 'coming' : 'past'
  if (facts.length === 0) return <p>{words.none}</p>
  return (
    <List
      caption={words.history}
      rows={facts}
      columns={[
        { label: words.from, kind: 'head', cell: ({ fromOn }) => say.day(fromOn) },
        { label: words.value, cell: ({ value }) => factWords(say, kind, value) },
        { label: words.source, cell: ({ source }) => say.quoted(source) },
        { label: words.by, kind: 'named', cell: (fact) => (fact.name ? say.person(fact) : words.platform) },
        { label: words.state, cell: (fact) => chip(words.states[stateOf(fact)], tones[stateOf(fact)]) },
        facts.some(({ withdrawable }) => withdrawable) && {
          label: words.action,
          kind: 'quiet',
          cell: ({ id, fromOn, withdrawable }) =>
            withdrawable ? rowAction(`/facts/${id}/withdrawal`, words.withdraw, `${words.withdraw}: ${say.day(fromOn)}`) : '',
        },
      ]}
    />
  )
}

type PageProps = HistoryProps & {
  title: string
  lead: string
  action: string
  form: Filled
  done: string | undefined
  /** What stands above the list, as that a figure is old. */
  warning?: string | undefined
}
/** What is on record of one thing, and the form that records a change. */
export const FactPage = (props: PageProps) => {
  const { say, kind, title, lead, action, form, done, warning } = props
  const words = say.t.facts
  const field = fieldIn(say, form)
  const asked = [
    ...fieldsOf[kind](say, form),
    <DateField {...field('from', words.from, words.fromHint)} />,
    <TextField {...field('source', words.source, words.sourceHint)} />,
  ]
  return (
    <>
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading title={title} lead={lead} />
      <Problems say={say} form={form} />
      {warning ? <Banner tone="warning" title={warning} /> : null}
      <Section title={words.history}>
        <History {...props} />
      </Section>
      <Section title={words.record}>
        <ActForm {...{ say, form, action }} button={words.submit}>
          {asked}
        </ActForm>
      </Section>
    </>
  )
}

const dates = [...Array.from({ length: 28 }, (_, i) => i + 1), lastDay]
/** Called, not drawn as elements: the summary above needs the labels of their fields. */
const fieldsOf = {
  'town-name': (say: Say, form: Filled) => {
    const [field, words] = [fieldIn(say, form), say.t.towns.new]
    return [
      <TextField {...field('name', words.name, words.nameHint)} width="md" />,
      <TextField {...field('kana', words.kana)} width="md" />,
      <TextField {...field('romaji', words.romaji, words.romajiHint)} width="md" />,
    ]
  },
  'payment-terms': (say: Say, form: Filled) => {
    const [field, words] = [fieldIn(say, form), say.t.facts.payment]
    const days = dates.map((date) => ({ value: String(date), label: words.date(date) }))
    const months = (['0', '1', '2'] as const).map((value) => ({ value, label: words.monthsOf[value] }))
    return [
      <Select {...field('closing', words.closing, words.closingHint)} options={days} />,
      <Select {...field('months', words.months)} options={months} />,
      <Select {...field('pay', words.pay, words.payHint)} options={days} />,
    ]
  },
  'minimum-wage': (say: Say, form: Filled) => {
    const words = say.t.facts.wages
    return [<NumberField {...fieldIn(say, form)('yen', words.yen)} suffix={words.yenUnit} />]
  },
} as const

type WithdrawalProps = {
  say: Say
  form: Filled
  back: string
  about: string
  fact: { id: string; kind: FactKind; fromOn: string; value: Value; source: string }
}
export const WithdrawalPage = ({ say, form, back, about, fact }: WithdrawalProps) => {
  const { withdrawal: words, ...t } = say.t.facts
  const facts = [
    { term: t.value, value: `${about}: ${factWords(say, fact.kind, fact.value)}` },
    { term: t.from, value: say.day(fact.fromOn) },
    { term: t.source, value: say.quoted(fact.source) },
  ]
  const rest = { say, form, action: `/facts/${fact.id}/withdrawal`, back: { href: back, words: words.back } }
  return <FormPage {...rest} title={words.title} lead={words.lead} above={<Facts items={facts} />} button={words.button} danger />
}

type Wage = { code: string; prefecture: string; yen: number | null; fromOn: string | null; old: boolean }
type WagesProps = { say: Say; own: readonly Wage[]; others: readonly Wage[] }
export const WagesPage = ({ say, own, others }: WagesProps) => {
  const words = say.t.facts.wages
  const list = (title: string, rows: readonly Wage[]) => (
    <Section title={title}>
      <List
        caption={title}
        rows={rows}
        columns={[
          { label: words.prefecture, kind: 'head', cell: ({ prefecture }) => say.quoted(prefecture) },
          { label: words.yen, kind: 'number', cell: ({ yen }) => (yen === null ? say.t.facts.none : say.yen(yen)) },
          {
            label: say.t.facts.from,
            cell: ({ fromOn, old }) => (fromOn ? [say.day(fromOn), old ? [' ', chip(words.old, 'warning')] : ''] : ''),
          },
          {
            label: say.t.facts.action,
            kind: 'quiet',
            cell: ({ code, prefecture }) => rowAction(`/wages/${code}`, words.see, `${words.see}: ${prefecture}`),
          },
        ]}
      />
    </Section>
  )
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {own.length > 0 ? list(words.own, own) : null}
      {list(words.others, others)}
    </>
  )
}
