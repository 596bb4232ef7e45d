/** Raising a hand for a posting: the form, what was said by it, and taking it back. */
import { offerOf } from '../../../policies/packages/lots.ts'
import { NumberField, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn } from '../../parts/form-page.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'

type RaiseProps = {
  say: Say
  posting: { id: string; rowsOffered: number | null; unitPrice: number | null; minutesPerRow: number | null }
  mayRaise: boolean
  raised: { lotsWished: number; note: string; raisedAt: string } | undefined
  most: number
  form: Filled
  lowering: Filled
}

/** Called, not drawn as an element: the summary above needs the labels of its fields. */
export function raise(props: RaiseProps) {
  const { say, posting, raised, mayRaise, form } = props
  const words = say.t.work.one
  if (!raised && !mayRaise && form.problems.every(({ field }) => field === 'conditions')) return <p>{words.raise.closed}</p>
  const asked = mayRaise || !raised ? raiseForm(props) : null
  if (!raised) return asked
  return (
    <>
      <Banner tone="success" title={words.raised.title(say.number(raised.lotsWished))}>
        <p>{words.raised.body(say.moment(raised.raisedAt))}</p>
      </Banner>
      {asked ? (
        <Disclosure summary={words.raise.change} open={form.problems.length > 0}>
          {asked}
        </Disclosure>
      ) : null}
      <ActForm
        say={say}
        form={props.lowering}
        action={`/work/${posting.id}/application/withdrawal`}
        button={words.raised.lower}
        kind="outline"
      />
    </>
  )
}

function raiseForm({ say, posting, raised, most, form }: RaiseProps) {
  const words = say.t.work.one.raise
  const field = fieldIn(say, form)
  const time = say.minutes(offerOf(posting).minutes)
  const button = raised ? words.changeButton : words.button
  return (
    <ActForm say={say} form={form} action={`/work/${posting.id}/application`} button={button}>
      {raised ? null : <p>{words.lead}</p>}
      <NumberField {...field('lotsWished', words.lots, words.lotsHint(most, time))} width="xs" suffix={words.unit} />
      <TextArea {...field('note', words.note, words.noteHint)} rows={3} />
    </ActForm>
  )
}
