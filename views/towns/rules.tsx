/** A town's rules for handling data: the table of what is allowed, the form that changes it, and what a change changes. */
import { classes, type DataClass, handling, type Place, places } from '../../policies/classes.ts'
import { loosestTownRules, type TownRules } from '../../policies/towns.ts'
import { formatDay } from '../format.ts'
import {
  Actions,
  Button,
  Checkbox,
  Checkboxes,
  ErrorSummary,
  Form,
  Hidden,
  NumberField,
  type Problem,
  problemOf,
  Radios,
} from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { type Fact, Facts, Fingerprint } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { chip } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { FormProps } from './forms.tsx'

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
  return (
    <>
      <Table
        caption={words.title}
        captionHidden
        columns={[
          { label: words.class, kind: 'head' },
          { label: words.accepted },
          { label: words.places },
          { label: words.seen },
          { label: words.keep, kind: 'number' },
        ]}
        rows={classes.map((code) => {
          const { accepted, places: allowed, download, keepDays } = rules.classes[code]
          const handled = accepted
            ? [placesIn(t, allowed), download ? words.asFile : words.viewOnly, words.days(String(keepDays))]
            : [words.noPlaces, words.noPlaces, words.noPlaces]
          return { cells: [nameOf(t, code), stateOf(code, accepted), ...handled] }
        })}
      />
      <Facts
        items={[{ term: words.deviceBoundTerm, value: rules.deviceBoundFor3 ? words.deviceBoundYes : words.deviceBoundNo }]}
      />
    </>
  )
}

type RulesFormProps = FormProps & { t: Messages; town: { id: string; name: string }; after: number }
export const RulesPage = ({ t, town, after, ...form }: RulesFormProps) => {
  const words = t.towns.rules
  return (
    <>
      <PageHeading title={words.editTitle(town.name)} lead={words.editLead} />
      <ErrorSummary title={form.frame.problemsTitle} problems={form.problems.map((problem) => inClass(t, problem))} />
      <Form action={`/towns/${town.id}/rules`} token={form.token}>
        <Hidden name="after" value={String(after)} />
        {choosable.map((code) => (
          <ClassRules t={t} code={code} {...form} />
        ))}
        <Section title={words.deviceBoundTerm} lead={words.strict}>
          <Checkbox
            name="deviceBound"
            label={words.deviceBound}
            hint={words.deviceBoundHint}
            checked={form.typed.deviceBound === 'yes'}
          />
        </Section>
        <p class="yui-fine">{words.never}</p>
        <Actions>
          <Button>{words.submit}</Button>
        </Actions>
      </Form>
    </>
  )
}

/** The questions are the same for every class, so the summary on top says which one is meant. */
function inClass(t: Messages, { field, words }: Problem): Problem {
  const code = choosable.find((one) => field.endsWith(`-${one}`))
  return { field, words: code ? t.towns.rules.inClass(nameOf(t, code), words) : words }
}

/** What one class may be used for. A question also says its class, for whoever hears it alone. */
const ClassRules = ({ t, code, typed, problems }: Pick<FormProps, 'typed' | 'problems'> & { t: Messages; code: DataClass }) => {
  const words = t.towns.rules
  const most = loosestTownRules.classes[code]
  const closed = places.filter((place) => !most.places.includes(place))
  const listOf = (name: string) => [typed[name] ?? []].flat()
  const about = (question: string) => (
    <>
      <span class="yui-unseen">{nameOf(t, code)} </span>
      {question}
    </>
  )
  return (
    <Section title={nameOf(t, code)}>
      <Radios
        name={`accepted-${code}`}
        label={about(words.acceptedAsk)}
        layout="inline"
        value={listOf(`accepted-${code}`)[0]}
        problem={problemOf(problems, `accepted-${code}`)}
        options={[
          { value: 'yes', label: words.acceptedYes },
          { value: 'no', label: words.acceptedNo },
        ]}
      />
      <Checkboxes
        name={`places-${code}`}
        label={about(words.places)}
        hint={closed.length > 0 ? words.notIn(placesIn(t, closed)) : undefined}
        layout="inline"
        values={listOf(`places-${code}`)}
        problem={problemOf(problems, `places-${code}`)}
        options={most.places.map((place) => ({ value: place, label: t.places[place] }))}
      />
      {most.download ? (
        <Checkbox
          name={`download-${code}`}
          label={about(words.download)}
          hint={words.downloadHint}
          checked={listOf(`download-${code}`)[0] === 'yes'}
        />
      ) : null}
      <NumberField
        name={`keep-${code}`}
        label={about(words.keepAsk)}
        hint={words.keepHint(String(most.keepDays))}
        value={listOf(`keep-${code}`)[0]}
        suffix={words.dayUnit}
        problem={problemOf(problems, `keep-${code}`)}
      />
    </Section>
  )
}

/** The form as it begins: the rules in force. */
export const typedOf = ({ classes: said, deviceBoundFor3 }: TownRules): FormProps['typed'] => ({
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
  t: Messages
  locale: Locale
  town: string
  document: { version: number; sha256: string; publishedAt: string }
  rules: TownRules
}
export const RulesVersionPage = ({ t, locale, town, document, rules }: VersionProps) => (
  <>
    <PageHeading
      title={t.towns.rules.versionTitle(town, document.version)}
      lead={t.towns.one.published(formatDay(locale, document.publishedAt))}
    />
    <RulesTable t={t} rules={rules} />
    <Fingerprint label={t.towns.one.sha} sha256={document.sha256} />
  </>
)
