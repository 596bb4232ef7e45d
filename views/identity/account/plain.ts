/** One's own data in plain words: the page and the table that people take along say the same. */

import { type Act, isNoticed } from '../../../policies/kernel/acts.ts'
import { forgottenMonths } from '../../../policies/membership/membership.ts'
import { refusedMonths } from '../../../policies/membership/vetting.ts'
import { about, endOf, type Footing, type SectionKey } from '../../../policies/records/kept/index.ts'
import { type DataClass, handling } from '../../../policies/safety/classes.ts'
import { noticeOf } from '../../kernel/acts.ts'
import { formatDay, formatMoment, formatNumber, formatSize, formatYen } from '../../kernel/format.ts'
import type { Locale, Messages } from '../../messages/index.ts'

type Two = { readonly ja: string; readonly en: string }
type Value = string | number | boolean | null | Two | readonly string[] | readonly Two[] | Readonly<Record<string, string>>
export type Section = { readonly key: SectionKey; readonly items: readonly Readonly<Record<string, Value>>[] }
/** `words` is empty where nothing is held. */
export type Said = { readonly field: string; readonly term: string; readonly words: string }
type Words = Readonly<Record<string, string>>

/** Every field of one thing with its name and its value, as a person would read them aloud. */
export function say(t: Messages, locale: Locale, key: SectionKey, item: Section['items'][number]): Said[] {
  const terms: Words = { ...t.ownData.terms, ...t.ownData.fields[key] }
  const choices = choicesOf(t)
  return Object.entries(item).map(([field, value]) => ({
    field,
    term: terms[field] ?? field,
    words: inWords(t, locale, value, choices[`${key}.${field}`] ?? special(t, locale, field)),
  }))
}

/** Why what a section shows is kept, and what becomes of it when. */
export function sayKept(t: Messages, key: SectionKey, footing: Footing): string {
  const entry = Object.values(about).find(({ section }) => section === key)!
  const [words, { why }] = [t.ownData, entry]
  const reason = why === 'access' || why === 'exchange' ? words.why[why] : t.members.statement.kept[why].why
  const forgotten = footing === 'applicant' ? words.refused(refusedMonths) : words.forgotten(forgottenMonths / 12)
  return words.kept(reason, words.ends[endOf(entry, footing)](forgotten))
}

type Choose = Words | ((value: string | number) => string) | undefined

function inWords(t: Messages, locale: Locale, value: Value, choose: Choose): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? t.ownData.yes : t.ownData.no
  if (typeof value === 'number') return typeof choose === 'function' ? choose(value) : formatNumber(locale, value)
  if (typeof value === 'string') return typeof choose === 'function' ? choose(value) : (choose?.[value] ?? timed(locale, value))
  if (Array.isArray(value)) return value.map((one: Value) => clause(t, locale, one, choose)).join('\n')
  if ('ja' in value && 'en' in value) return (value as Two)[locale]
  return Object.entries(value)
    .map(
      ([asked, said]) => `${choose && typeof choose === 'object' ? (choose[asked] ?? asked) : asked}: ${yesNo(t, locale, said)}`,
    )
    .join('\n')
}

/** One of a list: a clause of the terms comes with its heading. */
function clause(t: Messages, locale: Locale, one: Value, choose: Choose): string {
  const words = inWords(t, locale, one, choose)
  const item = one && typeof one === 'object' && 'item' in one ? String((one as Words).item) : ''
  return item ? `${(t.terms.items as Words)[item] ?? item}: ${words}` : words
}

const timed = (locale: Locale, text: string): string =>
  /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
    ? formatMoment(locale, text)
    : /^\d{4}-\d\d-\d\d$/.test(text)
      ? formatDay(locale, text)
      : text
const yesNo = (t: Messages, locale: Locale, said: string) =>
  said === 'yes' ? t.ownData.yes : said === 'no' ? t.ownData.no : timed(locale, said)

const special = (t: Messages, locale: Locale, field: string): Choose =>
  ({
    price: (yen: string | number) => formatYen(locale, Number(yen)),
    unitPrice: (yen: string | number) => formatYen(locale, Number(yen)),
    yen: (yen: string | number) => formatYen(locale, Number(yen)),
    size: (bytes: string | number) => formatSize(locale, Number(bytes)),
    act: (act: string | number) => actWords(t, act as Act),
  })[field]
const actWords = (t: Messages, act: Act) => (isNoticed(act) ? noticeOf(t, act) : t.acts[act].done)

/** The words of what is stored as a code, by section and field: those of the pages on which people met it before. */
function choicesOf(t: Messages): Readonly<Record<string, Choose>> {
  const { values } = t.ownData
  const level = (code: string | number) => t.levels[handling[code as DataClass]?.level ?? 'strict']
  const wishes = Object.entries(t.account.letters.wishes).map(([wish, { words }]) => [wish, words])
  const questions = Object.entries(t.vetting.environment.questions).map(([question, { ask }]) => [question, ask])
  return {
    ...values,
    'person.locale': t.account.me.languages,
    'person.letters': Object.fromEntries(wishes),
    'roles.role': t.roles,
    'profile.status': t.people.one.statuses,
    'profile.statusReason': { ...t.members.leaving.reasons, ...t.members.suspension.reasons },
    'profile.clearance': level,
    'profile.places': t.places,
    'vettings.kind': t.vettings.kinds,
    'vettings.status': t.vetting.statuses,
    'vettings.places': t.places,
    'vettings.proposedClass': level,
    'vettings.clearance': level,
    'vettingSteps.step': t.vetting.steps,
    'vettingSteps.how': { ...values['vettingSteps.how'], ...t.vettings.one.ways, ...t.vettings.one.meetings },
    'vettingSteps.answers': { ...Object.fromEntries(questions), updatedOn: t.vetting.environment.updatedOn },
    'recoveries.how': t.recoveries.start.ways,
    'training.result': t.training.results,
    'assignments.status': t.assignmentStatuses,
    'assignments.reason': t.candidates.reasons,
    'deliveries.leftOut': values.leftOut,
    'reviews.leftOut': values.leftOut,
    'incidents.kind': t.incidents.kinds,
    'custody.returnedHow': t.custody.returns,
    'custody.accountedHow': t.custody.accountings,
    'passkeys.label': t.account.passkeys.labels,
    'corrections.field': t.corrections.fields,
    'corrections.status': t.corrections.statuses,
  }
}
