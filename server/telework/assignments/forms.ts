/** What the forms on the page of an assignment ask for. */
import { z } from 'zod'
import { maxRowsPerLot } from '../../../policies/packages/lots.ts'
import { fields } from '../../kernel/forms.ts'

export const Accepting = z.object({ read: z.literal('yes', 'tick') })
export const Leaving = z.object({ reason: fields.optional(500) })
/** Nothing typed is no row. */
const rowsSaid = z.preprocess((typed) => (String(typed ?? '').trim() === '' ? 0 : typed), fields.whole(0, maxRowsPerLot))
export const HandingBack = Leaving.extend({ rows: rowsSaid })
export const Extending = z.object({ until: fields.day() })
/** `zeros` and `unchanged` answer what is asked of a file that looks like an accident. */
export const Delivering = z.object({
  note: fields.optional(1000),
  zeros: z.enum(['back', 'keep']).optional(),
  unchanged: z.literal('yes').optional(),
})
/** Files come beside the fields (form-files.ts). */
const Files = z.object({ file: z.string().min(1), attached: z.string().min(1) })

/** All of them together: their fields bear different names, and only one form is ever sent. */
export const all = z.object({ ...Accepting.shape, ...HandingBack.shape, ...Extending.shape, ...Files.shape, ...Delivering.shape })
