/** The application: what is asked and why, what happens next, and who sees it. */
import type { Place } from '../../policies/classes.ts'
import {
  Actions,
  Button,
  Checkboxes,
  ErrorSummary,
  Form,
  LinkButton,
  NumberField,
  type Problem,
  problemOf,
  Select,
  TextArea,
  TextField,
} from '../forms.tsx'

import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section, WithAside } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'
import type { Say } from '../say.tsx'

type Typed = Readonly<Record<string, string | readonly string[]>>
type Props = {
  say: Say
  /** The name of somebody who is signed in: they are not asked for it again. */
  known: string | undefined
  /** Why there is nothing to apply for. */
  standing: 'applying' | 'member' | undefined
  towns: readonly { id: string; name: string; romaji: string }[]
  places: readonly Place[]
  typed: Typed
  problems: readonly Problem[]
  /** Too many applications came from here: nothing was taken, nothing is lost. */
  full: boolean
  token: string
}

export const JoinPage = (props: Props) => {
  const words = props.t.vetting.join
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <WithAside label={words.aside} aside={<Before t={words} />}>
        {props.standing ? <Already {...props} /> : <Application {...props} />}
      </WithAside>
    </>
  )
}

const Before = ({ t }: { t: Messages['vetting']['join'] }) => (
  <>
    <Section title={t.how}>
      <ol class="yui-criteria">
        {t.flow.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p>{t.time}</p>
    </Section>
    <Section title={t.who}>
      <ul class="yui-said-first">
        {t.whoWords.map((words) => (
          <li>{words}</li>
        ))}
      </ul>
    </Section>
  </>
)

const Already = ({ t, standing }: Props) => {
  const words = t.vetting.join
  const applying = standing === 'applying'
  return (
    <Banner
      tone="info"
      title={applying ? words.open : words.member}
      action={<LinkButton href="/vetting">{applying ? words.openAction : words.memberAction}</LinkButton>}
    />
  )
}

const field = ({ t, typed, problems }: Props, name: string, required = true) => ({
  name,
  value: String(typed[name] ?? ''),
  problem: problemOf(problems, name),
  mark: required ? t.frame.required : t.frame.optional,
  required,
})

const Application = (props: Props) => {
  const { t, known, problems, full, token } = props
  const words = t.vetting.join
  return (
    <>
      {full ? <Banner tone="warning" title={words.full} live /> : null}
      <ErrorSummary title={t.frame.problemsTitle} problems={summaryOf(words, problems)} />
      <Form action="/join" token={token}>
        {known ? <p>{words.known(known)}</p> : <Person {...props} />}
        <Wishes {...props} />
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** In the order of the page, each with the name of its field: above the form nobody sees beside what the words stand. */
const summaryOf = (words: Messages['vetting']['join'], problems: readonly Problem[]): Problem[] =>
  asked.flatMap((field) => {
    const problem = problemOf(problems, field)
    return problem ? [{ field, words: words.problemOf(words[field], problem) }] : []
  })
const asked = ['name', 'kana', 'email', 'phone', 'town', 'places', 'weeklyHours', 'skills'] as const

const Person = (props: Props) => {
  const words = props.t.vetting.join
  const either = (name: string) => ({ ...field(props, name, false), mark: undefined })
  return (
    <>
      <Section title={words.person}>
        <TextField {...field(props, 'name')} label={words.name} hint={words.nameHint} autocomplete="name" width="md" />
        <TextField {...field(props, 'kana')} label={words.kana} hint={words.kanaHint} autocomplete="off" width="md" />
      </Section>
      <Section title={words.contact} lead={words.contactLead}>
        <TextField {...either('email')} label={words.email} type="email" autocomplete="email" width="md" />
        <TextField {...either('phone')} label={words.phone} hint={words.phoneHint} type="tel" autocomplete="tel" width="sm" />
      </Section>
    </>
  )
}

const Wishes = (props: Props) => {
  const { say, towns, places, typed } = props
  const { t } = say
  const words = t.vetting.join
  return (
    <Section title={words.wish}>
      <Select
        {...field(props, 'town')}
        label={words.town}
        hint={words.townHint}
        empty={t.frame.choose}
        options={towns.map(({ id, name, romaji }) => ({ value: id, label: say.name({ name, romaji }) }))}
        width="sm"
      />
      <Checkboxes
        {...field(props, 'places')}
        label={words.places}
        hint={words.placesHint}
        values={[typed.places ?? []].flat()}
        options={places.map((value) => ({ value, label: t.places[value] }))}
      />
      <NumberField
        {...field(props, 'weeklyHours')}
        label={words.weeklyHours}
        hint={words.weeklyHoursHint}
        suffix={words.hours}
        width="xs"
      />
      <TextArea {...field(props, 'skills', false)} label={words.skills} hint={words.skillsHint} rows={4} maxlength={500} />
    </Section>
  )
}
