/** How numbers, statuses and days are written on the pages of packages. */

import { within } from '../../policies/kernel/statuses.ts'
import type { Status as PackageStatus } from '../../policies/packages/statuses.ts'
import { type Status as AssignmentStatus, type Live, live } from '../../policies/telework/assignments.ts'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { chip, type Tone } from '../parts/status.tsx'

/** What stands above the heading of a page under a package. */
export const numbered = ({ number, title }: { number: string; title: string }): string => `${number}　${title}`

const packageTones: Record<PackageStatus, Tone> = {
  draft: 'neutral',
  ready: 'info',
  published: 'active',
  stopped: 'info',
  completed: 'success',
  concluded: 'warning',
  withdrawn: 'neutral',
  closed: 'neutral',
}
/** What stands open and is past its day says that: it is not advertised. */
export const packageChip = (t: Messages, status: PackageStatus, past = false) =>
  past && status === 'published' ? chip(t.postings.past.chip, 'warning') : chip(t.packageStatuses[status], packageTones[status])

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
