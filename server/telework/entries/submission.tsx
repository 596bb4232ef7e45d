/** Delivering corrections: the lot's rows are built inside the platform out of the stored list and what was entered. */
import { z } from 'zod'
import type { Assignment } from '../../../db/telework/assignments/find.ts'
import { type Entry, listEntries, submitEntries } from '../../../db/telework/entries.ts'
import { inside } from '../../../policies/safety/access.ts'
import { decideDelivery } from '../../../policies/telework/entries.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { checkForm, readTyped } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { type Delivery, readDelivery } from '../../packages/csv/delivery.ts'
import { encodeRow } from '../../packages/csv/encode.ts'
import { lotRows } from '../../packages/csv/lots.ts'
import { factsFor } from '../../safety/content.ts'
import { keepDelivery } from '../assignments/delivery.tsx'
import { Delivering } from '../assignments/forms.ts'
import { load } from '../assignments/load.ts'
import { showAgain } from '../assignments/one.tsx'
import { aboutLot } from '../assignments/shown.ts'
import { problemOfValue } from './form.ts'

const Said = z.object({
  ...Delivering.shape,
  /** How many corrections the page counted when it was drawn. */
  counted: z.coerce.number().int().catch(-1),
  none: z.literal('yes').optional().catch(undefined),
})

export const submitting = ({ post }: ReturnType<typeof routes>) =>
  post('/assignments/:id/entries/submission', 'assignment.submit', async (c) => {
    const assignment = await load(c)
    const facts = await factsFor(c, aboutLot(assignment))
    const permit = insist(c, decideDelivery('entries', c.var.actor, assignment.facts, facts))
    const typed = await readTyped(c)
    const form = checkForm(c, typed, Said)
    const entries = await listEntries(c.var.db.read, assignment.id)
    const problems = form.ok ? problemsOf(c, form.data, entries) : form.problems
    const refuse = (problems: readonly Problem[]) => showAgain(c, assignment, { typed, problems })
    if (!form.ok || problems.length > 0) return refuse(problems)
    const values = await Promise.all(entries.map(({ sealed }) => c.var.store.openText(inside(assignment.packageId), sealed)))
    const broken = brokenAmong(c, assignment, entries, values)
    if (broken.length > 0) return refuse(broken)
    const built = await build(c, assignment, entries, values)
    if ('problems' in built) return refuse([{ field: 'note', words: c.var.t.entries.deliver.odd }])
    const about = { name: '', note: form.data.note }
    return keepDelivery(c, assignment, built, about, (tx, delivery) => submitEntries(tx, permit, delivery, entries))
  })

function problemsOf(c: Ctx, { counted, none }: z.infer<typeof Said>, entries: readonly Entry[]): Problem[] {
  const { say } = c.var
  const { t } = say
  const words = t.entries.deliver
  const count = say.number(entries.length)
  if (counted !== entries.length) return [{ field: entries.length === 0 ? 'none' : 'note', words: words.changed(count) }]
  return entries.length === 0 && none !== 'yes' ? [{ field: 'none', words: t.problems.named.tick }] : []
}

/** Values were checked when they were entered; what has become wrong since (a rule of ours) is told by its cell. */
function brokenAmong(c: Ctx, { header }: Assignment, entries: readonly Entry[], values: readonly string[]): Problem[] {
  const { say } = c.var
  const { t } = say
  return entries.flatMap(({ row, columnIndex }, i) => {
    const problem = problemOfValue(values[i]!)
    if (!problem) return []
    const cell = t.entries.list.cell(say.number(row), header[columnIndex] ?? '')
    return [{ field: 'note', words: t.entries.deliver.broken(cell, t.entries.problems[problem]) }]
  })
}

/** As a delivered file is read, so is what we build: the same checks, the same changes. */
async function build(c: Ctx, assignment: Assignment, entries: readonly Entry[], values: readonly string[]) {
  const { packageId, storageKey, byteFrom, byteTo, header, firstRow, lastRow, keyColumn } = assignment
  const stored = () => lotRows(() => c.var.store.read(inside(packageId), found(storageKey), byteFrom, byteTo))
  const text = [encodeRow(header)]
  let row = firstRow
  // Entries come in the order of the rows.
  let next = 0
  for await (const cells of stored()) {
    for (; entries[next]?.row === row; next++) cells[entries[next]!.columnIndex] = values[next]!
    text.push(encodeRow(cells))
    row++
  }
  const whole = Buffer.from(text.join(''))
  return readDelivery(() => once(whole), {
    header,
    firstRow,
    rowCount: lastRow - firstRow + 1,
    key: keyColumn ?? undefined,
    original: stored(),
  }) satisfies Promise<Delivery | { problems: readonly unknown[] }>
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
