/** What is held about me, who read it, and taking it along. */
import { z } from 'zod'
import type { Instant } from '../../../db/kernel/time.ts'
import { readOwnData } from '../../../db/records/own-data/index.ts'
import { listReaders, type Place } from '../../../db/records/own-data/readers.ts'
import { decideAccount } from '../../../policies/identity/people.ts'
import { DataPage, formats } from '../../../views/identity/account/data.tsx'
import { ReadersPage } from '../../../views/identity/account/readers.tsx'
import { attachment } from '../../kernel/attachment.ts'
import { BadRequest, insist } from '../../kernel/errors.tsx'
import { by, fields, readForm } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { newOnce } from '../../kernel/seen.ts'
import { ownAccount } from '../challenges.ts'
import { askProof } from '../proof.tsx'
import { asCsv, asJson } from './export.ts'
import { underAccount } from './under.ts'

const shown = 20
const pageSize = 50
/** More things of one kind than anybody has. */
const everything = 1_000_000

export function reading({ get, post }: ReturnType<typeof routes>) {
  get('/account/data', 'account.read-data', async (c) => {
    insist(c, decideAccount('account.read-data', c.var.actor, await ownAccount(c)))
    const { say, t, db, actor, session } = c.var
    const sections = await readOwnData(db.read, actor.id, shown + 1)
    return page(c, {
      title: t.ownData.title,
      breadcrumb: underAccount(c),
      body: <DataPage say={say} sections={sections} most={shown} onSharedPc={session.sharedPcId !== null} token={newOnce()} />,
    })
  })

  get('/account/data/readers', 'account.read-data', async (c) => {
    insist(c, decideAccount('account.read-data', c.var.actor, await ownAccount(c)))
    const { say, t, db, actor } = c.var
    const before = placeOf(c.req.query('before'))
    const rows = await listReaders(db.read, actor.id, before, pageSize)
    const seen = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? seen.at(-1) : undefined
    return page(c, {
      title: t.ownData.readers.title,
      breadcrumb: underAccount(c),
      body: (
        <ReadersPage
          say={say}
          seen={seen}
          older={last && `/account/data/readers?before=${last.at}~${last.seq}~${last.chain}`}
          newer={before && '/account/data/readers'}
        />
      ),
    })
  })

  const Wish = z.object({ format: fields.choice(formats) })
  post('/account/export', 'account.export', async (c) => {
    const permit = insist(c, decideAccount('account.export', c.var.actor, await ownAccount(c)))
    const form = await readForm(c, Wish)
    // The radios always name a format: anything else was not sent by our page.
    if (!form.ok) throw new BadRequest('no such format')
    const { t, locale, db, actor, at, today } = c.var
    const { format } = form.data
    const name = `my-data-${today}.${format}`
    const words = t.ownData.export
    const asked = await askProof(c, permit, form.typed, {
      ...words.proof,
      facts: [
        { term: words.contents, value: words.whole },
        { term: words.format, value: words.formats[format].words },
      ],
      back: '/account/data',
    })
    if (asked) return asked
    await c.var.limits.spend('file', actor.id)
    const sections = await readOwnData(db.read, actor.id, everything)
    await db.write(by(c, '/account/data'), (tx) => tx.record(permit, { format, sections: sections.length }))
    return format === 'csv'
      ? attachment(c, name, asCsv(t, locale, sections))
      : attachment(c, name, asJson(sections, at), { type: 'application/json; charset=utf-8' })
  })
}

function placeOf(text: string | undefined): Place | undefined {
  const [, at, seq, chain] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~(\d{1,15})~([\w-]{1,40})$/.exec(text ?? '') ?? []
  return at && seq && chain ? { at: at as Instant, seq: Number(seq), chain } : undefined
}
