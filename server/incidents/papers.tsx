/** The report of an incident: written in saved versions, filed for good, read, printed and taken along as text. */
import { z } from 'zod'
import { Stale } from '../../db/database.ts'
import { fileReport, type IncidentReport, listReports, saveDraft } from '../../db/incidents/papers.ts'
import {
  filedKinds,
  gapsBeforeFiling,
  type Items,
  mostItemWords,
  type ReportItem,
  reportItems,
} from '../../policies/incident-reports.ts'
import { decide } from '../../policies/incidents.ts'
import type { Problem } from '../../views/forms.tsx'
import { FiledPage, factsOf } from '../../views/incidents/filed.tsx'
import { nameOf as paperName } from '../../views/incidents/papers.tsx'
import { WritePage } from '../../views/incidents/write.tsx'
import { attachment } from '../attachment.ts'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { by, checkForm, fields, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { readBy } from '../readings.ts'
import type { routes } from '../routes.ts'
import { crumbs, type Loaded, load, nameOf } from './load.ts'
import { itemsFromRecords } from './prefill.ts'

const Written = z.object({
  base: fields.whole(0, 1_000_000),
  ...(Object.fromEntries(reportItems.map((item) => [item, fields.optional(mostItemWords)])) as Record<
    ReportItem,
    ReturnType<typeof fields.optional>
  >),
})
const Filing = z.object({ kind: fields.choice(filedKinds), draft: fields.whole(1, 1_000_000) })

export function writing({ get, post }: ReturnType<typeof routes>) {
  get('/incidents/:id/report', 'incident.write', async (c) => {
    const loaded = await load(c)
    insist(c, decide('incident.write', c.var.actor, loaded.incident.facts))
    return writePage(c, loaded)
  })

  post('/incidents/:id/report', 'incident.write', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    const permit = insist(c, decide('incident.write', c.var.actor, incident.facts))
    const typed = await readTyped(c)
    const form = checkForm(c, typed, Written)
    if (!form.ok) return writePage(c, loaded, { typed, problems: form.problems })
    const { base, ...items } = form.data
    const to = `/incidents/${incident.id}/report?saved`
    try {
      await c.var.db.write(by(c, to), (tx) => saveDraft(tx, permit, withPlainLines(items as Items), base))
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      return writePage(c, loaded, { typed, problems: [], conflict: true })
    }
    return c.redirect(to, 303)
  })

  post('/incidents/:id/filing', 'incident.file', async (c) => {
    const loaded = await load(c)
    const { incident } = loaded
    const permit = insist(c, decide('incident.file', c.var.actor, incident.facts))
    const typed = await readTyped(c)
    const form = checkForm(c, typed, Filing)
    const words = c.var.t.incidentReports
    if (!form.ok) return writePage(c, loaded, { typed, problems: form.problems, filing: true })
    const { kind, draft: version } = form.data
    const [draft] = await drafts(c, loaded)
    if (draft?.version !== version) throw new Stale(incident.id)
    const gaps = gapsBeforeFiling(kind, draft.items)
    if (gaps.length > 0) {
      const problem = { field: 'kind', words: words.write.gaps(gaps.map((item) => words.items[item].term).join(' / ')) }
      return writePage(c, loaded, { typed, problems: [problem], filing: true })
    }
    const asked = await askProof(c, permit, typed, {
      title: words.write.proof(words.kinds[kind]),
      lead: words.write.proofLead,
      facts: [
        ...factsOf(c.var.t, c.var.locale, incident),
        { term: words.write.version, value: paperName(c.var.t, draft) },
        { term: words.items.outline.term, value: draft.items.outline },
      ],
      back: `/incidents/${incident.id}/report`,
    })
    if (asked) return asked
    const to = `/incidents/${incident.id}?filed#report`
    await c.var.db.write(by(c, to), (tx) => fileReport(tx, permit, { kind, draft: version, items: draft.items }))
    return c.redirect(to, 303)
  })
}

/** Browsers send each line's end as two characters; what is kept and hashed has one. */
const withPlainLines = (items: Items): Items =>
  Object.fromEntries(reportItems.map((item) => [item, items[item].replaceAll('\r\n', '\n')])) as unknown as Items

export function readingPapers({ get }: ReturnType<typeof routes>) {
  get('/incidents/:id/reports/:report', 'incident.export', async (c) => {
    const { incident, report } = await one(c)
    const { say, t, locale } = c.var
    const title =
      report.kind === 'draft' ? paperName(t, report) : t.incidentReports.filed.title(t.incidentReports.kinds[report.kind])
    const body = <FiledPage say={say} title={title} incident={incident} report={report} />
    const trail = crumbs(c, { id: incident.id, name: nameOf(c, { incident, view: 'owner' }) })
    return page(c, { title, width: 'narrow', breadcrumb: trail, body })
  })

  get('/incidents/:id/reports/:report/text', 'incident.export', async (c) => {
    const { incident, report } = await one(c)
    const { say, t, locale, db } = c.var
    const permit = insist(c, decide('incident.export', c.var.actor, incident.facts))
    await c.var.limits.spend('file', c.var.actor.id)
    await db.write(readBy(c), (tx) => tx.record(permit, { report: report.id, sha256: report.sha256 }))
    const words = t.incidentReports
    const facts = factsOf(t, locale, incident, report).map(({ term, value }) => `${term}: ${value}`)
    const items = reportItems.map((item) => `■ ${words.items[item].term}\n${report.items[item] || words.filed.blank}`)
    const kind = report.kind === 'draft' ? words.draft : words.kinds[report.kind]
    const text = [words.filed.title(kind), '', ...facts, '', ...items.flatMap((item) => [item, ''])].join('\r\n')
    const name = words.filed.file(incident.number, kind, report.version)
    return attachment(c, name, once(text), { type: 'text/plain; charset=utf-8' })
  })
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(`\ufeff${text}`)
}

async function one(c: Ctx) {
  const { incident } = await load(c)
  insist(c, decide('incident.export', c.var.actor, incident.facts))
  const report = found((await listReports(c.var.db.read, incident.id)).find(({ id }) => id === c.req.param('report')))
  return { incident, report }
}

const drafts = async (c: Ctx, { incident }: Loaded): Promise<IncidentReport[]> =>
  (await listReports(c.var.db.read, incident.id)).filter(({ kind }) => kind === 'draft')

type Again = {
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly conflict?: boolean
  readonly filing?: boolean
}
async function writePage(c: Ctx, loaded: Loaded, again?: Again) {
  const { say, t, locale } = c.var
  const { incident } = loaded
  const saved = await drafts(c, loaded)
  const records = await itemsFromRecords(c, incident)
  const latest = saved[0]
  const typed = again && !again.filing ? again.typed : undefined
  const items = Object.fromEntries(
    reportItems.map((item) => [item, typed ? String([typed[item] ?? ''].flat()[0]) : (latest?.items[item] ?? records[item])]),
  ) as Items
  const title = t.incidentReports.write.title
  const body = (
    <WritePage
      say={say}
      id={incident.id}
      items={items}
      records={records}
      base={latest?.version ?? 0}
      drafts={saved.map(({ id, version, filedAt, name, romaji }) => ({
        id,
        version,
        filedAt,
        by: say.name({ name, romaji }),
      }))}
      kind={again?.filing ? String([again.typed.kind ?? ''].flat()[0]) : ''}
      conflict={again?.conflict === true}
      saved={c.req.query('saved') !== undefined}
      problems={again?.problems ?? []}
      tokens={{ save: newOnce(), file: newOnce() }}
    />
  )
  const status = again?.conflict ? 409 : (again?.problems.length ?? 0) > 0 ? 422 : 200
  const trail = crumbs(c, { id: incident.id, name: nameOf(c, loaded) })
  return page(c, { title, breadcrumb: trail, body }, status)
}
