/** Beginning a recovery: what will happen, and how the first officer saw who it is. */
import { identityWays } from '../../../policies/identity/recovery.ts'
import { Radios, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'

export type NotStarting = keyof Messages['recoveries']['start']['refused']
type Props = {
  say: Say
  person: { id: string; name: string; kana: string; romaji: string }
  /** Nothing when it may be begun, else why not. */
  refused: NotStarting | undefined
  /** The recovery that is under way already. */
  open: string | undefined
  form: Filled
}

export const StartPage = (props: Props) => {
  const { say, person, refused, open } = props
  const words = say.t.recoveries.start
  const elsewhere = open ? <a href={`/recoveries/${open}`}>{words.waiting}</a> : <a href={`/people/${person.id}`}>{words.back}</a>
  return (
    <>
      <PageHeading title={words.title(say.name(person))} lead={words.lead} />
      <Problems {...props} />
      {refused ? <Banner tone="info" title={words.refused[refused]} action={elsewhere} /> : null}
      <Section title={words.stepsTitle}>
        <ol class="yui-flow">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </Section>
      {refused ? null : startForm(props)}
    </>
  )
}

function startForm({ say, person, form }: Props) {
  const words = say.t.recoveries.start
  const field = fieldIn(say, form)
  const back = { href: `/people/${person.id}`, words: words.back }
  const ways = identityWays.map((value) => ({ value, label: words.ways[value], hint: words.wayHints[value] }))
  return (
    <Section title={words.formTitle}>
      <ActForm {...{ say, form, back }} action={`/people/${person.id}/recovery`} button={words.submit}>
        <Radios {...field('how', words.how)} options={ways} />
        <TextArea {...field('note', words.note, words.noteHint)} rows={3} />
        <p>{words.asks}</p>
      </ActForm>
    </Section>
  )
}
