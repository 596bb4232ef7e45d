/** The rows of a sheet: each person with what they hold now, a result to choose and a score. */
import { type Result, results, type Shown } from '../../policies/training/training.ts'
import { NumberField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { ProblemWords } from '../parts/fields.tsx'
import { type Filled, fieldIn } from '../parts/form-page.tsx'
import { List } from '../parts/list.tsx'
import { chip, type Tone } from '../parts/status.tsx'

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
const tones: Record<Shown, Tone> = {
  valid: 'success',
  soon: 'warning',
  expired: 'error',
  failed: 'warning',
  missing: 'neutral',
}

type StandingProps = { say: Say; state: Shown; until: string | null }
/** Word and shape of a standing; where it has a last day, the day too. */
export const StandingChip = ({ say, state, until }: StandingProps) => {
  const t = say.t.training
  return (
    <>
      {chip(t.standings[state], tones[state])}
      {until && state !== 'failed' ? <small> {t.until(say.shortDay(until))}</small> : null}
    </>
  )
}

type Rows = { say: Say; form: Filled; learners: readonly SheetLearner[] }
export const SheetRows = ({ learners, ...rest }: Rows) => {
  const { say } = rest
  const words = say.t.training.sheet
  return (
    <List
      caption={words.caption}
      captionShown
      dense
      rows={learners}
      columns={[
        { label: words.person, kind: 'head', cell: (learner) => say.person(learner, { note: say.town(learner) }) },
        { label: words.standing, cell: ({ state, until }) => <StandingChip say={say} state={state} until={until} /> },
        {
          label: words.result,
          cell: (learner) => (learner.own ? words.self : <ResultChoice {...rest} learner={learner} />),
        },
        { label: words.score, cell: (learner) => (learner.own ? '' : <Score {...rest} learner={learner} />) },
      ]}
    />
  )
}

type One = Omit<Rows, 'learners'> & { learner: SheetLearner }

const ResultChoice = ({ say, form, learner }: One) => {
  const t = say.t.training
  const { name, value: chosen, problem } = fieldIn(say, form)(`result-${learner.id}`, t.sheet.resultOf(say.name(learner)))
  const options: { value: Result | ''; label: string }[] = [
    { value: '', label: t.sheet.none },
    ...results.map((value) => ({ value, label: t.results[value] })),
  ]
  return (
    <fieldset class="yui-sheet__result" aria-describedby={problem ? `${name}-problem` : undefined}>
      <legend class="yui-unseen">{t.sheet.resultOf(say.name(learner))}</legend>
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

/** Its label, which is heard and not seen, says itself that it may be left out. */
const Score = ({ say, form, learner }: One) => {
  const field = fieldIn(say, form)(`score-${learner.id}`, say.t.training.sheet.scoreOf(say.name(learner)))
  return <NumberField {...field} mark={undefined} labelHidden width="xs" />
}
