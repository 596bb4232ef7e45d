/** How people, towns, statuses and days are written on the pages of packages. */
import { type Status as AssignmentStatus, type Live, live } from '../../policies/assignments.ts'
import type { Status as PackageStatus } from '../../policies/packages.ts'
import { within } from '../../policies/statuses.ts'
import type { Problem } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { chip, type Tone } from '../parts/status.tsx'
import type { Say } from '../say.tsx'

/** What stands above the heading of a page under a package. */
export const numbered = ({ number, title }: { number: string; title: string }): string => `${number}　${title}`

type Named = { name: string | null; kana?: string | null; romaji: string | null }
export const nameOf = (locale: Locale, { name, romaji }: Named): string => (locale === 'ja' ? name : romaji) ?? ''

export const PersonName = ({ locale, person }: { locale: Locale; person: Named }) => (
  <Person name={nameOf(locale, person)} kana={locale === 'ja' ? (person.kana ?? undefined) : undefined} />
)

const packageTones: Record<PackageStatus, Tone> = {
  draft: 'neutral',
  ready: 'info',
  published: 'active',
  completed: 'success',
  withdrawn: 'neutral',
  closed: 'neutral',
}
export const packageChip = (t: Messages, status: PackageStatus) => chip(t.packageStatuses[status], packageTones[status])

const assignmentTones: Record<Live, Tone> = {
  offered: 'info',
  active: 'active',
  submitted: 'warning',
  returned: 'warning',
  approved: 'success',
}
/** A lot that nobody holds is free; one that is late says so first. */
export const lotChip = (t: Messages, status: AssignmentStatus | null, late: boolean) => {
  if (late) return chip(t.lots.late, 'error')
  return status === null
    ? chip(t.lots.free)
    : chip(t.assignmentStatuses[status], within(live, status) ? assignmentTones[status] : 'neutral')
}

export const dayOrNone = ({ t, day }: Say, on: string | null): string => (on === null ? t.packages.none : day(on))

/** Problems for the summary on top, each with the label of its field: "enter something" alone says nothing there. */
export const named = (t: Messages, problems: readonly Problem[], labels: Readonly<Record<string, string>>): Problem[] =>
  problems.map(({ field, words }) => ({ field, words: labels[field] ? t.frame.fieldProblem(labels[field], words) : words }))
