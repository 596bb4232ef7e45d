/** Delivering: the file is compared with the lot's own rows; with any problem nothing is kept and every problem is told. */
import { z } from 'zod'
import type { Assignment } from '../../db/assignments/find.ts'
import { submitDelivery } from '../../db/assignments/move.ts'
import type { StoredBytes } from '../../db/files.ts'
import { inside } from '../../policies/access.ts'
import { decide } from '../../policies/assignments.ts'
import { paymentDate } from '../../policies/terms.ts'
import { csvProblemWords } from '../../views/csv.ts'
import { formatSize } from '../../views/format.ts'
import type { Ctx } from '../context.ts'
import { type Delivery, readDelivery } from '../csv/delivery.ts'
import { lotRows } from '../csv/lots.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields } from '../forms.ts'
import type { routes } from '../routes.ts'
import { readUpload, type Upload } from '../upload.ts'
import { load, show } from './one.tsx'

const most = 16 * 1024 * 1024
const keptChanges = 500
const Note = z.object({ note: fields.optional(1000) })

export const delivering = ({ post }: ReturnType<typeof routes>) =>
  post('/assignments/:id/submission', 'assignment.submit', async (c) => {
    const assignment = await load(c)
    const permit = insist(c, decide('assignment.submit', c.var.actor, assignment.facts))
    const upload = await readUpload(c, { field: 'file', most, packageId: assignment.packageId })
    const sent = upload.file?.bytes.storageKey
    try {
      const form = checkForm(c, upload.typed, Note)
      const checked = await check(c, assignment, upload)
      if (!form.ok || 'problems' in checked)
        return show(
          c,
          assignment,
          said(c, upload, form.ok ? [] : form.problems, 'problems' in checked ? checked.problems : []),
          422,
        )
      const bytes = await keep(c, assignment.packageId, checked)
      const { changes } = checked
      const sealed = await c.var.store.sealText(assignment.packageId, JSON.stringify(changes.slice(0, keptChanges)))
      return await commit(c, `/assignments/${assignment.id}`, (tx) =>
        submitDelivery(tx, permit, {
          bytes,
          packageId: assignment.packageId,
          name: upload.file!.name,
          note: form.data.note,
          paymentOn: paymentDate(c.var.today),
          changeCount: changes.length,
          changes: sealed,
        }),
      ).catch(async (error: unknown) => {
        await c.var.store.remove(bytes.storageKey)
        throw error
      })
    } finally {
      if (sent) await c.var.store.remove(sent)
    }
  })

/** The rows as delivered, or what is wrong with the file in words. */
async function check(c: Ctx, assignment: Assignment, { file, problem }: Upload): Promise<Delivery | { problems: string[] }> {
  const { t, locale, store } = c.var
  const words = t.assignments.deliver
  if (!file) return { problems: [problem === 'too-large' ? words.tooLarge(formatSize(locale, most)) : words.missing] }
  const { storageKey, byteFrom, byteTo, header, firstRow, lastRow, keyColumn } = assignment
  const own = inside(assignment.packageId)
  const delivery = await readDelivery(() => store.read(own, file.bytes.storageKey), {
    header,
    firstRow,
    rowCount: lastRow - firstRow + 1,
    key: keyColumn ?? undefined,
    original: lotRows(() => store.read(own, storageKey!, byteFrom, byteTo)),
  })
  if (!('problems' in delivery)) return delivery
  const { problems, further } = delivery
  const told = [...problems, ...(further > 0 ? [{ kind: 'further', count: further }] : [])]
  return { problems: told.map((one) => csvProblemWords(t, one)) }
}

function said(c: Ctx, { typed }: Upload, others: readonly { field: string; words: string }[], fileProblems: readonly string[]) {
  const words = c.var.t.assignments.deliver
  const file = fileProblems.length > 1 ? words.problems : fileProblems[0]
  return { typed, problems: [...(file ? [{ field: 'file', words: file }] : []), ...others], fileProblems }
}

async function keep(c: Ctx, packageId: string, { bytes }: Delivery): Promise<StoredBytes> {
  const sink = await c.var.store.create(packageId)
  try {
    await sink.write(bytes)
    return await sink.keep()
  } catch (error) {
    await sink.discard()
    throw error
  }
}
