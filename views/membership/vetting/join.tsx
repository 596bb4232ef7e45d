/** The application: what is asked and why, what happens next, and who sees it. */
import type { Place } from '../../../policies/safety/classes.ts'
import { Checkboxes, LinkButton, NumberField, Select, TextArea, TextField } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { ActForm, type Filled, fieldIn, Problems, tickedIn } from '../../parts/form-page.tsx'
import { PageHeading, Section, WithAside } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'

type Props = {
  say: Say
  /** The name of somebody who is signed in: they are not asked for it again. */
  known: string | undefined
  /** Why there is nothing to apply for. */
  standing: 'applying' | 'member' | undefined
  towns: readonly { id: string; name: string; romaji: string }[]
  places: readonly Place[]
  /** Too many applications came from here: nothing was taken, nothing is lost. */
  full: boolean
  form: Filled
}

export const JoinPage = (props: Props) => {
  const words = props.say.t.vetting.join
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

const Already = ({ say, standing }: Props) => {
  const words = say.t.vetting.join
  const applying = standing === 'applying'
  return (
    <Banner
      tone="info"
      title={applying ? words.open : words.member}
      action={<LinkButton href="/vetting">{applying ? words.openAction : words.memberAction}</LinkButton>}
    />
  )
}

const Application = (props: Props) => {
  const { say, known, full, form } = props
  const words = say.t.vetting.join
  const fields = (
    <>
      {known ? <p>{words.known(known)}</p> : person(props)}
      {wishes(props)}
    </>
  )
  return (
    <>
      {full ? <Banner tone="warning" title={words.full} live /> : null}
      <Problems {...props} />
      <ActForm {...{ say, form }} action="/join" button={words.submit}>
        {fields}
      </ActForm>
    </>
  )
}

function person({ say, form }: Props) {
  const words = say.t.vetting.join
  const field = fieldIn(say, form)
  /** Either of two is enough: neither may be left out, neither must be filled. */
  const either = (...[name, label, hint]: Parameters<typeof field>) => ({ ...field(name, label, hint), mark: undefined })
  return (
    <>
      <Section title={words.person}>
        <TextField {...field('name', words.name, words.nameHint)} autocomplete="name" width="md" />
        <TextField {...field('kana', words.kana, words.kanaHint)} autocomplete="off" width="md" />
      </Section>
      <Section title={words.contact} lead={words.contactLead}>
        <TextField {...either('email', words.email)} type="email" autocomplete="email" width="md" />
        <TextField {...either('phone', words.phone, words.phoneHint)} type="tel" autocomplete="tel" width="sm" />
      </Section>
    </>
  )
}

function wishes({ say, towns, places, form }: Props) {
  const { frame, vetting, places: names } = say.t
  const words = vetting.join
  const field = fieldIn(say, form)
  return (
    <Section title={words.wish}>
      <Select
        {...field('town', words.town, words.townHint)}
        empty={frame.choose}
        options={towns.map((town) => ({ value: town.id, label: say.name(town) }))}
        width="sm"
      />
      <Checkboxes
        {...field('places', words.places, words.placesHint)}
        values={tickedIn(form, 'places')}
        options={places.map((value) => ({ value, label: names[value] }))}
      />
      <NumberField {...field('weeklyHours', words.weeklyHours, words.weeklyHoursHint)} suffix={words.hours} width="xs" />
      <TextArea {...field('skills', words.skills, words.skillsHint)} rows={4} />
    </Section>
  )
}
