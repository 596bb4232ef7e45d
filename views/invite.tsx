/** The form by which a resident or a member of staff is registered. */
import type { Place } from '../policies/classes.ts'
import type { Role } from '../policies/people.ts'
import {
  Actions,
  Button,
  Checkboxes,
  ErrorSummary,
  Form,
  Hidden,
  NumberField,
  type Problem,
  problemOf,
  Radios,
  Select,
  TextArea,
  TextField,
} from './forms.tsx'
import type { Locale, Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'
import type { Kind } from './people.tsx'

type Typed = Readonly<Record<string, string | readonly string[]>>
type Props = {
  t: Messages
  locale: Locale
  kind: Kind
  roles: readonly Role[]
  towns: readonly { id: string; name: string; romaji: string }[]
  places: readonly Place[]
  typed: Typed
  problems: readonly Problem[]
  token: string
}

export const InvitePage = (props: Props) => {
  const { t, kind, problems, token } = props
  const words = t.people.new
  return (
    <>
      <PageHeading title={t.people.invite[kind]} lead={words.lead[kind]} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Form action="/people" token={token}>
        <Hidden name="kind" value={kind} />
        <Names {...props} />
        {kind === 'worker' ? <WorkerFields {...props} /> : <StaffFields {...props} />}
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** What every field has in common: what was typed, what was wrong with it, whether it must be there. */
const field = ({ t, typed, problems }: Props, name: string, required = true) => ({
  name,
  value: String(typed[name] ?? ''),
  problem: problemOf(problems, name),
  mark: required ? t.frame.required : t.frame.optional,
  required,
})
const ticked = ({ typed }: Props, name: string): readonly string[] => [typed[name] ?? []].flat()

const Names = (props: Props) => {
  const words = props.t.people.new
  return (
    <>
      <TextField {...field(props, 'name')} label={words.name} hint={words.nameHint} autocomplete="off" width="md" />
      <TextField {...field(props, 'kana')} label={words.kana} hint={words.kanaHint} autocomplete="off" width="md" />
      <TextField {...field(props, 'romaji', false)} label={words.romaji} hint={words.romajiHint} autocomplete="off" width="md" />
      <TextField {...field(props, 'email', false)} label={words.email} hint={words.emailHint} type="email" autocomplete="off" />
      <Radios
        {...field(props, 'locale')}
        label={words.locale}
        layout="inline"
        value={String(props.typed.locale ?? 'ja')}
        options={Object.entries(props.t.account.me.languages).map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}

const townOptions = ({ towns, locale }: Props) =>
  towns.map(({ id, name, romaji }) => ({ value: id, label: locale === 'ja' ? name : romaji }))

const WorkerFields = (props: Props) => {
  const { t, towns, places } = props
  const words = t.people.new
  return (
    <>
      <TextField
        {...field(props, 'phone', false)}
        label={t.vetting.join.phone}
        hint={t.vetting.join.phoneHint}
        type="tel"
        width="sm"
      />
      {towns.length === 1 ? (
        <Hidden name="town" value={towns[0]!.id} />
      ) : (
        <Select {...field(props, 'town')} label={words.town} empty={t.frame.choose} options={townOptions(props)} width="sm" />
      )}
      <Checkboxes
        {...field(props, 'places')}
        label={words.places}
        values={ticked(props, 'places')}
        options={places.map((value) => ({ value, label: t.places[value] }))}
      />
      <NumberField {...field(props, 'weeklyHours')} label={words.weeklyHours} suffix={words.hours} />
      <TextArea
        {...field(props, 'skills', false)}
        label={t.vetting.join.skills}
        hint={t.vetting.join.skillsHint}
        rows={4}
        maxlength={500}
      />
    </>
  )
}

const StaffFields = (props: Props) => {
  const { t, roles } = props
  const words = t.people.new
  return (
    <>
      <Radios {...field(props, 'role')} label={words.role} options={roles.map((value) => ({ value, label: t.roles[value] }))} />
      <Select
        {...field(props, 'town', false)}
        label={words.town}
        hint={words.townHint}
        empty={t.allTowns}
        options={townOptions(props)}
        width="sm"
      />
    </>
  )
}
