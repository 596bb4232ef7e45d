/** Delivering: the file is compared with the lot's own rows; with any problem nothing is kept and every problem is told. */

import type { z } from 'zod'
import type { StoredBytes } from '../../../db/files/files.ts'
import type { Tx } from '../../../db/kernel/database.ts'
import { paidFor } from '../../../db/packages/payment.ts'
import type { Assignment } from '../../../db/telework/assignments/find.ts'
import { type Delivery as Kept, submitDelivery } from '../../../db/telework/assignments/move.ts'
import { listMost } from '../../../policies/files/uploads.ts'
import { inside } from '../../../policies/safety/access.ts'
import { decideDelivery, keptChanges } from '../../../policies/telework/entries.ts'
import { csvProblemWords } from '../../../views/packages/csv.ts'
import { type FormFile, noFileWords, readFormFile } from '../../files/form-files.ts'
import { letGo, writeNaming } from '../../files/naming.ts'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { checkForm, commit } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { type Delivery, readDelivery } from '../../packages/csv/delivery.ts'
import { lotRows } from '../../packages/csv/lots.ts'
import { factsFor } from '../../safety/content.ts'
import { Delivering } from './forms.ts'
import { load } from './load.ts'
import { showAgain } from './one.tsx'
import { aboutLot } from './shown.ts'

const most = listMost.delivery

export const delivering = ({ post }: ReturnType<typeof routes>) =>
  post('/assignments/:id/submission', 'assignment.submit', async (c) => {
    const assignment = await load(c)
    const facts = await factsFor(c, aboutLot(assignment))
    const permit = insist(c, decideDelivery('file', c.var.actor, assignment.facts, facts))
    const target = { packageId: assignment.packageId, purpose: 'delivery', assignmentId: assignment.id } as const
    const read = await readFormFile(c, { ...target, field: 'file', most })
    const sent = read.file?.bytes.storageKey
    try {
      const form = checkForm(c, read.typed, Delivering)
      const checked = await check(c, assignment, read, form.ok && form.data.zeros === 'back')
      if (!form.ok || 'problems' in checked)
        return showAgain(
          c,
          assignment,
          said(c, read, form.ok ? [] : form.problems, 'problems' in checked ? checked.problems : []),
        )
      const asked = questionsOf(c, checked, form.data)
      if (asked.length > 0) return showAgain(c, assignment, said(c, read, asked, []))
      const about = { name: read.file!.name, note: form.data.note }
      return await keepDelivery(c, assignment, checked, about, (tx, delivery) => submitDelivery(tx, permit, delivery))
    } finally {
      if (sent) await letGo(c.var, sent)
    }
  })

/** The rows as delivered, or what is wrong with the file in words. */
async function check(
  c: Ctx,
  assignment: Assignment,
  { file, problem }: FormFile,
  putZerosBack: boolean,
): Promise<Delivery | { problems: string[] }> {
  const { say, store } = c.var
  const { t } = say
  const words = t.assignments.deliver
  if (!file && problem === 'too-large') return { problems: [words.tooLarge(say.size(most))] }
  if (!file) return { problems: [problem === 'missing' ? words.missing : noFileWords(c, problem, most)] }
  const { storageKey, byteFrom, byteTo, header, firstRow, lastRow, keyColumn } = assignment
  const own = inside(assignment.packageId)
  const delivery = await readDelivery(() => store.read(own, file.bytes.storageKey), {
    header,
    firstRow,
    rowCount: lastRow - firstRow + 1,
    key: keyColumn ?? undefined,
    putZerosBack,
    original: lotRows(() => store.read(own, storageKey!, byteFrom, byteTo)),
  })
  if (!('problems' in delivery)) return delivery
  const { problems, further } = delivery
  const told = [...problems, ...(further > 0 ? [{ kind: 'further', count: further }] : [])]
  return { problems: told.map((one) => csvProblemWords(t, one)) }
}

/** What looks like an accident is asked about before it is taken: zeros that a spreadsheet has eaten, and a file in which nothing was corrected. */
function questionsOf({ var: { say } }: Ctx, { zeros, changes }: Delivery, answers: z.output<typeof Delivering>) {
  const words = say.t.assignments.deliver
  const [first] = zeros
  if (first && !answers.zeros)
    return [{ field: 'zeros', words: words.zeros.asked(say.number(zeros.length), first.before, first.after) }]
  return changes.length === 0 && !answers.unchanged ? [{ field: 'unchanged', words: words.unchanged.asked }] : []
}

function said(c: Ctx, { typed }: FormFile, others: readonly { field: string; words: string }[], fileProblems: readonly string[]) {
  const words = c.var.t.assignments.deliver
  const file = fileProblems.length > 1 ? words.problems : fileProblems[0]
  return { typed, problems: [...(file ? [{ field: 'file', words: file }] : []), ...others], fileProblems }
}

/** Stores what was found good, seals what was changed, and hands both to the write; where that fails, nothing is left behind. */
export async function keepDelivery(
  c: Ctx,
  { id, packageId, ...order }: Assignment,
  { bytes, changes }: Delivery,
  about: { name: string; note: string },
  submit: (tx: Tx, delivery: Kept) => Promise<void>,
): Promise<Response> {
  const { store, db, today } = c.var
  const paymentOn = await paidFor(db.read, order, today)
  const kept = await keep(c, packageId, bytes)
  return writeNaming(c, [kept.storageKey], async () => {
    const sealed = await store.sealText(packageId, JSON.stringify(changes.slice(0, keptChanges)))
    const rest = { packageId, paymentOn, changeCount: changes.length, changes: sealed }
    return commit(c, `/assignments/${id}`, (tx) => submit(tx, { bytes: kept, ...about, ...rest }))
  })
}

async function keep(c: Ctx, packageId: string, bytes: Uint8Array): Promise<StoredBytes> {
  const sink = await c.var.store.create(packageId)
  try {
    await sink.write(bytes)
    return await sink.keep()
  } catch (error) {
    await sink.discard()
    throw error
  }
}
