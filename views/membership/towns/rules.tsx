/** A town's rules for handling data: the table of what is allowed, the form that changes it, and what a change changes. */

import { loosestTownRules, type TownRules } from '../../../policies/membership/towns.ts'
import { classes, type DataClass, handling, type Place, places } from '../../../policies/safety/classes.ts'
import { Checkbox, Checkboxes, Hidden, NumberField, Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { type Fact, Facts, Fingerprint } from '../../parts/facts.tsx'
import { type Filled, FormPage, fieldIn, tickedIn, typedIn } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { chip } from '../../parts/status.tsx'

/** What no town can accept has no field. */
export const choosable = classes.filter((code) => loosestTownRules.classes[code].accepted)

const nameOf = (t: Messages, code: DataClass) => t.packages.classWords(t.levels[handling[code].level], code)
const placesIn = (t: Messages, chosen: readonly Place[]) =>
  chosen.length === 0 ? t.towns.rules.noPlaces : chosen.map((place) => t.places[place]).join(t.towns.rules.between)

export const RulesTable = ({ t, rules }: { t: Messages; rules: TownRules }) => {
  const words = t.towns.rules
  const stateOf = (code: DataClass, accepted: boolean) => {
    if (accepted) return chip(words.acceptedYes, 'success')
    return chip(handling[code].intake === 'never' ? words.acceptedNever : words.acceptedNo)
  }
  const handled = (of: (rule: TownRules['classes'][DataClass]) => string) => (code: DataClass) =>
    rules.classes[code].accepted ? of(rules.classes[code]) : words.noPlaces
  return (
    <>
      <List
        caption={words.title}
        rows={classes}
        columns={[
          { label: words.class, kind: 'head', cell: (code) => nameOf(t, code) },
          { label: words.accepted, cell: (code) => stateOf(code, rules.classes[code].accepted) },
          { label: words.places, cell: handled(({ places: allowed }) => placesIn(t, allowed)) },
          { label: words.seen, kind: 'named', cell: handled(({ download }) => (download ? words.asFile : words.viewOnly)) },
          { label: words.keep, kind: 'number', cell: handled(({ keepDays }) => words.days(String(keepDays))) },
        ]}
      />
      <Facts
        items={[{ term: words.deviceBoundTerm, value: rules.deviceBoundFor3 ? words.deviceBoundYes : words.deviceBoundNo }]}
      />
    </>
  )
}

type RulesFormProps = { say: Say; town: { id: string; shown: string }; after: number; form: Filled }
export const RulesPage = ({ say, town, after, form }: RulesFormProps) => {
  const words = say.t.towns.rules
  const action = `/towns/${town.id}/rules`
  return (
    <FormPage {...{ say, form, action }} title={words.editTitle(town.shown)} lead={words.editLead} button={words.submit}>
      <Hidden name="after" value={String(after)} />
      {choosable.map((code) => classRules(say, code, form))}
      <Section title={words.deviceBoundTerm} lead={words.strict}>
        <Checkbox
          name="deviceBound"
          label={words.deviceBound}
          hint={words.deviceBoundHint}
          checked={form.typed.deviceBound === 'yes'}
        />
      </Section>
      <p class="yui-fine">{words.never}</p>
    </FormPage>
  )
}

/** What one class may be used for. A question also says its class, for whoever hears it alone or reads it in the summary on top. */
function classRules(say: Say, code: DataClass, form: Filled) {
  const { t } = say
  const words = t.towns.rules
  const most = loosestTownRules.classes[code]
  const closed = places.filter((place) => !most.places.includes(place))
  const field = fieldIn(say, form)
  const about = (name: string, question: string, hint?: string) => ({
    ...field(`${name}-${code}`, nameOf(t, code), hint),
    label: (
      <>
        <span class="yui-unseen">{nameOf(t, code)} </span>
        {question}
      </>
    ),
  })
  return (
    <Section title={nameOf(t, code)}>
      <Radios
        {...about('accepted', words.acceptedAsk)}
        layout="inline"
        options={[
          { value: 'yes', label: words.acceptedYes },
          { value: 'no', label: words.acceptedNo },
        ]}
      />
      <Checkboxes
        {...about('places', words.places, closed.length > 0 ? words.notIn(placesIn(t, closed)) : undefined)}
        layout="inline"
        values={tickedIn(form, `places-${code}`)}
        options={most.places.map((place) => ({ value: place, label: t.places[place] }))}
      />
      {most.download ? (
        <Checkbox
          {...about('download', words.download, words.downloadHint)}
          value="yes"
          checked={typedIn(form, `download-${code}`) === 'yes'}
        />
      ) : null}
      <NumberField {...about('keep', words.keepAsk, words.keepHint(String(most.keepDays)))} suffix={words.dayUnit} />
    </Section>
  )
}

/** The form as it begins: the rules in force. */
export const typedOf = ({ classes: said, deviceBoundFor3 }: TownRules): Filled['typed'] => ({
  ...Object.fromEntries(
    choosable.flatMap((code) => [
      [`accepted-${code}`, said[code].accepted ? 'yes' : 'no'],
      [`places-${code}`, said[code].places],
      [`download-${code}`, said[code].download ? 'yes' : ''],
      [`keep-${code}`, String(said[code].keepDays)],
    ]),
  ),
  ...(deviceBoundFor3 ? { deviceBound: 'yes' } : {}),
})

/** What the publication changes, as its page of proof says it. */
export function rulesFacts(t: Messages, before: TownRules, now: TownRules): Fact[] {
  const words = t.towns.rules
  const inWords = ({ accepted, places: allowed, download, keepDays }: TownRules['classes'][DataClass]) =>
    accepted
      ? [placesIn(t, allowed), download ? words.asFile : words.viewOnly, words.keptFor(String(keepDays))].join(words.parts)
      : words.acceptedNo
  const facts = choosable.map((code) => ({
    term: nameOf(t, code),
    was: inWords(before.classes[code]),
    is: inWords(now.classes[code]),
  }))
  const bound = (rules: TownRules) => (rules.deviceBoundFor3 ? words.deviceBoundYes : words.deviceBoundNo)
  return [...facts, { term: words.deviceBoundTerm, was: bound(before), is: bound(now) }].flatMap(({ term, was, is }) =>
    was === is ? [] : { term, value: is, note: words.was(was) },
  )
}

type VersionProps = {
  say: Say
  town: string
  document: { version: number; sha256: string; publishedAt: string }
  rules: TownRules
}
export const RulesVersionPage = ({ say: { t, day }, town, document, rules }: VersionProps) => (
  <>
    <PageHeading
      title={t.towns.rules.versionTitle(town, document.version)}
      lead={t.towns.one.published(day(document.publishedAt))}
    />
    <RulesTable t={t} rules={rules} />
    <Fingerprint label={t.towns.one.sha} sha256={document.sha256} />
  </>
)
