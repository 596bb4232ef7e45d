/** The report of an incident: written in saved versions, filed for good, read, printed and taken along as text. */
import { z } from 'zod'
import { Stale } from '../../../db/kernel/database.ts'
import { fileReport, listReports, saveDraft } from '../../../db/safety/incidents/papers.ts'
import {
  filedKinds,
  gapsBeforeFiling,
  type Items,
  mostItemWords,
  reportItems,
} from '../../../policies/safety/incident-reports.ts'
import { decide } from '../../../policies/safety/incidents.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { FiledPage, factsOf } from '../../../views/safety/incidents/filed.tsx'
import { nameOf as paperName } from '../../../views/safety/incidents/papers.tsx'
import { WritePage } from '../../../views/safety/incidents/write.tsx'
import { attachment } from '../../kernel/attachment.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { readBy } from '../readings.ts'
import { crumbs, load as loadIncident, nameOf } from './load.ts'
import { itemsFromRecords } from './prefill.ts'

const item = fields.optional(mostItemWords)
const Written = z.object({
  base: fields.whole(0, 1_000_000),
  ...(Object.fromEntries(reportItems.map((name) => [name, item])) as Record<keyof Items, typeof item>),
})
const Filing = z.object({ kind: fields.choice(filedKinds), draft: fields.whole(1, 1_000_000) })

async function load(c: Ctx) {
  const loaded = await loadIncident(c)
  const drafts = (await listReports(c.var.db.read, loaded.incident.id)).filter(({ kind }) => kind === 'draft')
  return { ...loaded, drafts, latest: drafts[0] }
}
type Loaded = Awaited<ReturnType<typeof load>>

export function writing(on: ReturnType<typeof routes>) {
  on.get('/incidents/:id/report', 'incident.write', async (c) => {
    const loaded = await load(c)
    insist(c, decide('incident.write', c.var.actor, loaded.incident.facts))
    return writePage(c, loaded, {})
  })

  formAct(on, 'incident.write', {
    to: '/incidents/:id/report',
    load,
    decide: (c, { incident }) => decide('incident.write', c.var.actor, incident.facts),
    fields: Written,
    again: (c, loaded, save) => writePage(c, loaded, { save }, 422),
    stale: (c, loaded, save) => writePage(c, loaded, { save }, 409),
    write: (tx, permit, { base, ...items }) => saveDraft(tx, permit, items, base),
    done: ({ incident }) => `/incidents/${incident.id}/report?saved`,
  })

  formAct(on, 'incident.file', {
    to: '/incidents/:id/filing',
    load,
    decide: (c, { incident }) => decide('incident.file', c.var.actor, incident.facts),
    fields: Filing,
    check: (c, { incident, latest }, { data }) => {
      if (!data) return []
      if (latest?.version !== data.draft) throw new Stale(incident.id)
      const { write, items } = c.var.t.incidentReports
      const gaps = gapsBeforeFiling(data.kind, latest.items).map((name) => items[name].term)
      return gaps.length > 0 ? [{ field: 'kind', words: write.gaps(gaps.join(' / ')) }] : []
    },
    again: (c, loaded, file) => writePage(c, loaded, { file }, 422),
    ready: (_, { latest }, { kind }) => ({ kind, latest: latest! }),
    proof: (_, say, { incident }, { kind, latest }) => {
      const { write, kinds, items } = say.t.incidentReports
      return {
        title: write.proof(kinds[kind]),
        lead: write.proofLead,
        facts: [
          ...factsOf(say, incident),
          { term: write.version, value: paperName(say.t, latest) },
          { term: items.outline.term, value: latest.items.outline },
        ],
        back: `/incidents/${incident.id}/report`,
      }
    },
    write: (tx, permit, { kind, latest: { version, items } }) => fileReport(tx, permit, { kind, draft: version, items }),
    done: ({ incident }) => `/incidents/${incident.id}?filed#report`,
  })
}

type Again = { readonly save?: Filled; readonly file?: Filled }
async function writePage(c: Ctx, loaded: Loaded, { save, file }: Again, status: 200 | 409 | 422 = 200) {
  const { say } = c.var
  const { incident, drafts, latest } = loaded
  const records = await itemsFromRecords(c, incident)
  const body = (
    <WritePage
      say={say}
      id={incident.id}
      records={records}
      drafts={drafts}
      conflict={status === 409}
      saved={c.req.query('saved') !== undefined}
      save={save ?? fillForm(Written, latest?.items ?? records)}
      file={file ?? fillForm(Filing)}
    />
  )
  const breadcrumb = crumbs(c, { id: incident.id, name: nameOf(c, loaded) })
  return page(c, { title: say.t.incidentReports.write.title, breadcrumb, body }, status)
}

export function readingPapers({ get }: ReturnType<typeof routes>) {
  get('/incidents/:id/reports/:report', 'incident.export', async (c) => {
    const { incident, report } = await one(c)
    const { say } = c.var
    const { filed, kinds } = say.t.incidentReports
    const title = report.kind === 'draft' ? paperName(say.t, report) : filed.title(kinds[report.kind])
    const body = <FiledPage say={say} title={title} incident={incident} report={report} />
    const breadcrumb = crumbs(c, { id: incident.id, name: nameOf(c, { incident, view: 'owner' }) })
    return page(c, { title, width: 'narrow', breadcrumb, body })
  })

  get('/incidents/:id/reports/:report/text', 'incident.export', async (c) => {
    const { incident, report, permit } = await one(c)
    const { say, db, limits, actor } = c.var
    await limits.spend('file', actor.id)
    await db.write(readBy(c), (tx) => tx.record(permit, { report: report.id, sha256: report.sha256 }))
    const words = say.t.incidentReports
    const facts = factsOf(say, incident, report).map(({ term, value }) => `${term}: ${value}`)
    const items = reportItems.map((name) => `■ ${words.items[name].term}\n${report.items[name] || words.filed.blank}`)
    const kind = report.kind === 'draft' ? words.draft : words.kinds[report.kind]
    const text = [words.filed.title(kind), '', ...facts, '', ...items.flatMap((each) => [each, ''])].join('\r\n')
    const name = words.filed.file(incident.number, kind, report.version)
    return attachment(c, name, once(text), { type: 'text/plain; charset=utf-8' })
  })
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(`\ufeff${text}`)
}

async function one(c: Ctx) {
  const { incident } = await loadIncident(c)
  const permit = insist(c, decide('incident.export', c.var.actor, incident.facts))
  const report = found((await listReports(c.var.db.read, incident.id)).find(({ id }) => id === c.req.param('report')))
  return { incident, report, permit }
}
