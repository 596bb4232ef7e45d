/** Step 2 of a draft: the list is uploaded, checked and kept in the background. */
import { z } from 'zod'
import { findJob } from '../../db/kernel/jobs.ts'
import { findSent } from '../../db/packages/sent-lists.ts'
import { otherNumbers } from '../../policies/files/my-number.ts'
import { listMost } from '../../policies/files/uploads.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import { decide } from '../../policies/packages/packages.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import { type CsvProblem, csvProblemWords } from '../../views/packages/csv.ts'
import type { ReadList } from '../../views/packages/reading.tsx'
import { ImportProgress, type ListFacts, RowsPage } from '../../views/packages/rows.tsx'
import { type NoFile, noFileWords, readFormFile } from '../files/form-files.ts'
import { letGo } from '../files/naming.ts'
import type { Ctx } from '../kernel/context.ts'
import { insist } from '../kernel/errors.tsx'
import { fillForm } from '../kernel/form-act.tsx'
import { checkForm, fields, readTyped } from '../kernel/forms.ts'
import { problemsOf, startJob } from '../kernel/jobs.ts'
import { isPart, page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { judge, openContent } from '../safety/content.ts'
import { encodings } from './csv/encodings.ts'
import type { Read } from './csv/import.ts'
import { importList } from './import-list.ts'
import { crumbs, load, type Package } from './load.ts'

export const rows = routes()
const { get, post } = rows

get('/packages/:id/steps/2', 'package.edit', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.edit', c.var.actor, pkg.facts))
  return rowsPage(c, pkg, [])
})

post('/packages/:id/steps/2', 'package.import', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decide('package.import', c.var.actor, pkg.facts))
  const to = `/packages/${pkg.id}/steps/2?imported`
  const target = { packageId: pkg.id, purpose: 'import', assignmentId: null } as const
  const { file, problem, typed } = await readFormFile(c, { ...target, field: 'file', most: listMost.import })
  // Of a form that was sent twice the first sending has taken the file, and is at it.
  if (problem === 'lost' && (await isRunning(c, pkg))) return c.redirect(to, 303)
  if (!file) return rowsPage(c, pkg, [{ field: 'file', words: wordsFor(c, problem) }])
  if (await isRunning(c, pkg)) {
    await letGo(c.var, file.bytes.storageKey)
    return c.redirect(to, 303)
  }
  const about = { kind: 'import', packageId: pkg.id, total: file.bytes.size } as const
  const { numbers } = Sent.pick({ numbers: true }).parse(typed)
  await startJob(c, about, (progress) => importList(c, permit, file, { numbers }, progress))
  return c.redirect(to, 303)
})

/** The file is there still: it is read once more, as somebody says. */
post('/packages/:id/steps/2/reading', 'package.import', async (c) => {
  const pkg = await load(c)
  const permit = insist(c, decide('package.import', c.var.actor, pkg.facts))
  const sent = await findSent(c.var.db.read, pkg.id)
  const form = checkForm(c, await readTyped(c), Reading)
  if (!form.ok) return rowsPage(c, pkg, form.problems)
  if (!sent) return rowsPage(c, pkg, [{ field: 'file', words: c.var.t.packages.rows.gone }])
  if (!(await isRunning(c, pkg))) {
    const { name, storageKey, size, sha256 } = sent
    const about = { kind: 'import', packageId: pkg.id, total: Number(size) } as const
    const file = { name, bytes: { storageKey, size: Number(size), sha256 } }
    await startJob(c, about, (progress) => importList(c, permit, file, { given: form.data }, progress))
  }
  return c.redirect(`/packages/${pkg.id}/steps/2?imported`, 303)
})

get('/packages/:id/steps/2/progress', 'package.edit', async (c) => {
  const pkg = await load(c)
  insist(c, decide('package.edit', c.var.actor, pkg.facts))
  const job = await findJob(c.var.db.read, pkg.id, 'import', c.var.at)
  const back = `/packages/${pkg.id}/steps/2?imported`
  if (!isPart(c)) return c.redirect(back, 303)
  if (job?.state !== 'running') return c.body(null, 200, { 'hx-redirect': back })
  return c.html(String(await ImportProgress({ t: c.var.t, id: pkg.id, done: job.done, total: job.total })))
})

/** The two things that happen every day are said in the page's own words. */
function wordsFor(c: Ctx, problem: NoFile | undefined): string {
  const { rows: words } = c.var.t.packages
  if (problem === 'too-large') return words.tooLarge
  return problem === 'missing' ? words.missing : noFileWords(c, problem, listMost.import)
}

const isRunning = async (c: Ctx, pkg: Package) => (await findJob(c.var.db.read, pkg.id, 'import', c.var.at))?.state === 'running'

const Sent = z.object({ file: z.file(), numbers: z.enum(otherNumbers).optional().catch(undefined) })
const Reading = z.object({
  encoding: fields.choice(encodings),
  delimiter: fields.choice(['comma', 'tab', 'semicolon', 'bar']).transform((name) => delimiterOf[name]),
  headerLine: fields.whole(1, 1_000),
})
const delimiterOf = { comma: ',', tab: '\t', semicolon: ';', bar: '|' } as const

async function rowsPage(c: Ctx, pkg: Package, problems: readonly Problem[]) {
  const { say, db, at } = c.var
  const job = await findJob(db.read, pkg.id, 'import', at)
  const failed = job?.state === 'failed' && problems.length === 0 ? ((await problemsOf(c, job)) as CsvProblem[]) : []
  const body = (
    <RowsPage
      say={say}
      pkg={pkg}
      list={listFacts(pkg, await sampleOf(c, pkg))}
      read={await readOf(c, pkg)}
      working={job?.state === 'running' ? job : null}
      isUnsure={failed.some(({ kind, sure }) => kind === 'my-number' && sure === false)}
      failures={failed.map((problem) => csvProblemWords(say.t, problem))}
      fresh={c.req.query('imported') !== undefined}
      form={fillForm(Sent, {}, problems)}
    />
  )
  const title = `${say.t.packages.rows.title} ${pkg.title}`
  return page(c, { title, breadcrumb: crumbs(c, pkg), body }, problems.length > 0 ? 422 : 200)
}

/** The first rows, for who brought the list in; of what may only be shown they are no part of a page. */
const sampleOf = async (c: Ctx, pkg: Package): Promise<string[][]> =>
  ((await openedText(c, pkg, pkg.sample)) as string[][] | undefined) ?? []

/** How the file was read that is there still. */
async function readOf(c: Ctx, pkg: Package): Promise<ReadList | null> {
  const sent = await findSent(c.var.db.read, pkg.id)
  const read = sent && ((await openedText(c, pkg, sent.read)) as Read | undefined)
  if (!sent || !read) return null
  const { reading, ...rest } = read
  const delimiter = (Object.keys(delimiterOf) as (keyof typeof delimiterOf)[]).find(
    (name) => delimiterOf[name] === reading.delimiter,
  )!
  return { ...rest, name: sent.name, encoding: reading.encoding, delimiter, headerLine: reading.headerLine }
}

async function openedText(c: Ctx, { id, facts }: Package, sample: string | null): Promise<unknown> {
  const about = { packageId: id }
  const decision = await judge(c, 'open', about)
  if (sample === null || isRefusal(decision) || decision.obligations.some((one) => one === 'view-only' || one === 'step-up'))
    return undefined
  const permit = insist(c, decide('package.read', c.var.actor, facts))
  const { opening } = await openContent(c, { ...about, use: 'open', form: 'text', permit, oncePerDay: true })
  return JSON.parse(await c.var.store.openText(opening, sample))
}

function listFacts(
  { fileName, fileSize, fileSha256, rowCount, encoding, header, keyColumns }: Package,
  sample: ListFacts['sample'],
): ListFacts | null {
  if (fileName === null || fileSize === null || fileSha256 === null || rowCount === null || encoding === null) return null
  return { fileName, fileSize: Number(fileSize), fileSha256, rowCount, encoding, header, keyColumns, sample }
}
