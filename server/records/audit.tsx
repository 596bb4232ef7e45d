/** The audit log: read, checked, and handed out so that others can check it. */

import type { Reader } from '../../db/kernel/reader.ts'
import type { Instant } from '../../db/kernel/time.ts'
import { listTownsEver } from '../../db/membership/towns.ts'
import {
  type AuditFilter,
  type Before,
  countAudit,
  listAudit,
  listChains,
  readChain,
  verifyAudit,
} from '../../db/records/audit.ts'
import { type Day, isDay } from '../../policies/kernel/days.ts'
import { alliance } from '../../policies/kernel/decision.ts'
import { decideAudit } from '../../policies/records/audit.ts'
import { CheckPage } from '../../views/records/audit/check.tsx'
import { AuditPage } from '../../views/records/audit/log.tsx'
import { attachment } from '../kernel/attachment.ts'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { encodeRow, withBom, withoutFormula } from '../packages/csv/encode.ts'

export const audit = routes()
const { get } = audit
const pageSize = 50
const batch = 1_000

get('/audit', 'audit.read', async (c) => {
  insist(c, decideAudit(c.var.actor))
  const { say, db } = c.var
  const filters = filtersIn(c)
  const before = placeOf(c.req.query('before'))
  const rows = await listAudit(db.read, filterOf(filters), { before, limit: pageSize })
  const records = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? records.at(-1) : undefined
  const nameOf = await chainNames(c)
  const chains = (await listChains(db.read)).map(({ chain }) => ({ value: chain, label: nameOf(chain) }))
  const address = (extra: Record<string, string>, page = '/audit') => {
    const given = Object.entries({ ...filters, ...extra }).filter(([, value]) => value !== '')
    return `${page}?${new URLSearchParams(given)}`
  }
  return page(c, {
    title: say.t.audit.title,
    breadcrumb: trail(c),
    body: (
      <AuditPage
        say={say}
        filters={filters}
        chains={chains}
        records={records}
        total={await countAudit(db.read, filterOf(filters))}
        table={address({}, '/audit/table')}
        nameOf={nameOf}
        older={last && address({ before: `${last.at}~${last.seq}~${last.chain}` })}
        newer={before && address({})}
      />
    ),
  })
})

/** What the filters leave, as a table for a spreadsheet; streamed, so that years of records need no memory. */
get('/audit/table', 'audit.read', async (c) => {
  insist(c, decideAudit(c.var.actor))
  await c.var.limits.spend('file', c.var.actor.id)
  return attachment(c, `audit-${c.var.today}.csv`, withBom(table(c, filterOf(filtersIn(c)))))
})

async function* table(c: Ctx, filter: AuditFilter): AsyncGenerator<Uint8Array> {
  const { say, db } = c.var
  const { audit: t, acts } = say.t
  const nameOf = await chainNames(c)
  const encoder = new TextEncoder()
  const row = (cells: readonly string[]) => encoder.encode(encodeRow(cells.map(withoutFormula)))
  yield row([t.at, t.what, t.who, t.about, t.detail, t.place, t.hash])
  for (let before: Before | undefined; ; ) {
    const records = await listAudit(db.read, filter, { before, limit: batch - 1 })
    for (const { at, act, actor: name, actorRomaji: romaji, subjectId, detail, chain, seq, hash } of records)
      yield row([
        say.moment(at),
        acts[act].done,
        say.name({ name, romaji }) || t.system,
        subjectId,
        detail,
        t.numbered(nameOf(chain), seq),
        hash,
      ])
    before = records.at(-1)
    if (records.length < batch) return
  }
}

get('/audit/check', 'audit.read', async (c) => {
  insist(c, decideAudit(c.var.actor))
  const { say, db } = c.var
  const { title, checking } = say.t.audit
  const reports = await verifyAudit(db.read)
  return page(c, {
    title: checking.title,
    breadcrumb: trail(c, { href: '/audit', label: title }),
    body: <CheckPage say={say} reports={reports} nameOf={await chainNames(c)} />,
  })
})

/** One record a line, as it was sealed; streamed, so that a long chain needs no memory. */
get('/audit/chains/:chain', 'audit.read', async (c) => {
  insist(c, decideAudit(c.var.actor))
  const chains = await listChains(c.var.db.read)
  const { chain } = found(chains.find(({ chain }) => chain === c.req.param('chain')))
  const name = `audit-${chain}-${c.var.today}.jsonl`
  return attachment(c, name, lines(c.var.db.read, chain), { type: 'application/x-ndjson; charset=utf-8' })
})

async function* lines(db: Reader, chain: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const record of readChain(db, chain)) yield encoder.encode(`${JSON.stringify(record)}\n`)
}

async function chainNames(c: Ctx): Promise<(chain: string) => string> {
  const { say, db } = c.var
  const towns = await listTownsEver(db.read)
  const names = new Map(towns.map((town) => [town.id, say.name(town)]))
  return (chain) => (chain === alliance ? say.t.audit.allianceChain : (names.get(chain) ?? chain))
}

const filtersIn = (c: Ctx) => {
  const text = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 60)
  const day = (name: string) => (isDay(text(name)) ? text(name) : '')
  return {
    chain: text('chain'),
    kind: text('kind'),
    subject: text('subject'),
    who: text('who'),
    from: day('from'),
    to: day('to'),
  }
}
const filterOf = ({ chain, kind, subject, who, from, to }: ReturnType<typeof filtersIn>): AuditFilter => ({
  chain: chain || undefined,
  kind: /^[a-z-]+$/.test(kind) ? kind : undefined,
  subjectId: subject || undefined,
  who: who || undefined,
  from: (from || undefined) as Day | undefined,
  to: (to || undefined) as Day | undefined,
})

function placeOf(text: string | undefined): Before | undefined {
  const [, at, seq, chain] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~(\d{1,15})~([\w-]{1,40})$/.exec(text ?? '') ?? []
  return at && seq && chain ? { at: at as Instant, seq: Number(seq), chain } : undefined
}
