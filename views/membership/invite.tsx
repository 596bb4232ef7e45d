/** The form by which a resident or a member of staff is registered. */

import type { Role } from '../../policies/identity/people.ts'
import type { Place } from '../../policies/safety/classes.ts'
import { Checkboxes, Hidden, NumberField, Radios, Select, TextArea, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { type Filled, FormPage, fieldIn, tickedIn } from '../parts/form-page.tsx'
import type { Kind } from './people.tsx'

type Props = {
  say: Say
  kind: Kind
  roles: readonly Role[]
  towns: readonly { id: string; name: string; romaji: string }[]
  places: readonly Place[]
  form: Filled
}

export const InvitePage = (props: Props) => {
  const { say, kind, form } = props
  const { new: words, invite } = say.t.people
  return (
    <FormPage {...{ say, form }} action="/people" title={invite[kind]} lead={words.lead[kind]} button={words.submit}>
      <Hidden name="kind" value={kind} />
      {names(props)}
      {kind === 'worker' ? workerFields(props) : staffFields(props)}
    </FormPage>
  )
}

function names({ say, form }: Props) {
  const { t } = say
  const words = t.people.new
  const field = fieldIn(say, form)
  return (
    <>
      <TextField {...field('name', words.name, words.nameHint)} autocomplete="off" width="md" />
      <TextField {...field('kana', words.kana, words.kanaHint)} autocomplete="off" width="md" />
      <TextField {...field('romaji', words.romaji, words.romajiHint)} autocomplete="off" width="md" />
      <TextField {...field('email', words.email, words.emailHint)} type="email" autocomplete="off" />
      <Radios
        {...field('locale', words.locale)}
        layout="inline"
        options={Object.entries(t.account.me.languages).map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}

const townOptions = ({ towns, say }: Props) => towns.map((town) => ({ value: town.id, label: say.name(town) }))

function workerFields(props: Props) {
  const { say, towns, places, form } = props
  const { t } = say
  const words = t.people.new
  const field = fieldIn(say, form)
  return (
    <>
      <TextField {...field('phone', t.vetting.join.phone, t.vetting.join.phoneHint)} type="tel" width="sm" />
      {towns.length === 1 ? (
        <Hidden name="town" value={towns[0]!.id} />
      ) : (
        <Select {...field('town', words.town)} empty={t.frame.choose} options={townOptions(props)} width="sm" />
      )}
      <Checkboxes
        {...field('places', words.places)}
        values={tickedIn(form, 'places')}
        options={places.map((value) => ({ value, label: t.places[value] }))}
      />
      <NumberField {...field('weeklyHours', words.weeklyHours)} suffix={words.hours} />
      <TextArea {...field('skills', t.vetting.join.skills, t.vetting.join.skillsHint)} rows={4} />
    </>
  )
}

function staffFields(props: Props) {
  const { say, roles, form } = props
  const words = say.t.people.new
  const field = fieldIn(say, form)
  return (
    <>
      <Radios {...field('role', words.role)} options={roles.map((value) => ({ value, label: say.t.roles[value] }))} />
      <Select {...field('town', words.town, words.townHint)} empty={say.t.allTowns} options={townOptions(props)} width="sm" />
    </>
  )
}
