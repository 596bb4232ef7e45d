/** How the status of an assignment looks to whose work it is. */
import type { Status } from '../../../policies/telework/assignments.ts'
import type { Tone } from '../../parts/status.tsx'

export const assignmentTone: Record<Status, Tone> = {
  offered: 'info',
  active: 'active',
  submitted: 'neutral',
  returned: 'warning',
  approved: 'success',
  declined: 'neutral',
  expired: 'neutral',
  withdrawn: 'neutral',
  cancelled: 'neutral',
  'taken-back': 'neutral',
}
