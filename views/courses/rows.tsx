/** The rows of a sheet: each person with what they hold now, a result to choose and a score. */
import { type Result, results, type Shown } from '../../policies/training.ts'
import { formatShortDay } from '../format.ts'
import { type Problem, problemOf, TextField } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { ProblemWords } from '../parts/fields.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'

export type SheetLearner = {
  id: string
  name: string
  kana: string
  romaji: string
  town: string
  townRomaji: string
  state: Shown
  until: string | null
  own: boolean
}
type RowsProps = {
  t: Messages['training']
  locale: Locale
  learners: readonly SheetLearner[]
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
}

const tones: Record<Shown, Tone> = {
  valid: 'success',
  soon: 'warning',
  expired: 'error',
  failed: 'warning',
  missing: 'neutral',
}

/** Word and shape of a standing; where it has a last day, the day too. */
export const StandingChip = ({
  t,
  locale,
  state,
  until,
}: Pick<RowsProps, 't' | 'locale'> & { state: Shown; until: string | null }) => (
  <>
    {chip(t.standings[state], tones[state])}
    {until && state !== 'failed' ? <small> {t.until(formatShortDay(locale, until))}</small> : null}
  </>
)

export const SheetRows = (props: RowsProps) => {
  const { t, locale, learners } = props
  const words = t.sheet
  return (
    <Table
      caption={words.caption}
      dense
      columns={[
        { label: words.person, kind: 'head' },
        { label: words.standing },
        { label: words.result },
        { label: words.score },
      ]}
      rows={learners.map((learner) => ({
        cells: [
          <Person
            name={locale === 'ja' ? learner.name : learner.romaji}
            kana={locale === 'ja' ? learner.kana : undefined}
            note={locale === 'ja' ? learner.town : learner.townRomaji}
          />,
          <StandingChip t={t} locale={locale} state={learner.state} until={learner.until} />,
          learner.own ? words.self : <ResultChoice {...props} learner={learner} />,
          learner.own ? '' : <Score {...props} learner={learner} />,
        ],
      }))}
    />
  )
}

type One = RowsProps & { learner: SheetLearner }
const nameOf = ({ locale, learner }: One) => (locale === 'ja' ? learner.name : learner.romaji)

const ResultChoice = (props: One) => {
  const { t, learner, typed, problems } = props
  const name = `result-${learner.id}`
  const problem = problemOf(problems, name)
  const chosen = String(typed[name] ?? '')
  const options: { value: Result | ''; label: string }[] = [
    { value: '', label: t.sheet.none },
    ...results.map((value) => ({ value, label: t.results[value] })),
  ]
  return (
    <fieldset class="yui-sheet__result" aria-describedby={problem ? `${name}-problem` : undefined}>
      <legend class="yui-unseen">{t.sheet.resultOf(nameOf(props))}</legend>
      <ProblemWords name={name} problem={problem} />
      {options.map(({ value, label }, i) => {
        const id = i === 0 ? name : `${name}-${value}`
        return (
          <div class="dads-choice">
            <input class="dads-choice__input" type="radio" id={id} name={name} value={value} checked={value === chosen} />
            <label class="dads-choice__label" for={id}>
              {label}
            </label>
          </div>
        )
      })}
    </fieldset>
  )
}

const Score = (props: One) => {
  const name = `score-${props.learner.id}`
  return (
    <TextField
      name={name}
      label={props.t.sheet.scoreOf(nameOf(props))}
      labelHidden
      inputmode="numeric"
      autocomplete="off"
      maxlength={5}
      width="xs"
      value={String(props.typed[name] ?? '')}
      problem={problemOf(props.problems, name)}
    />
  )
}
