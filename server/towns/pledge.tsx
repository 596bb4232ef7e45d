/** A town's pledge: publishing the next version, and reading any. */
import { z } from 'zod'
import { findDocument, findVersion, type Pledge, pledgeIn, publishDocument } from '../../db/town-documents.ts'
import { decideTownDocument, decideTownRead } from '../../policies/towns.ts'
import type { Problem } from '../../views/forms.tsx'
import { PledgePage, PledgeVersionPage, pledgeFacts } from '../../views/towns/pledge.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { commit, fields, readForm, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { loadTown, statusOf, type Town, underTown } from './load.ts'

export const pledge = routes()
const { get, post } = pledge

/** Browsers send line breaks as CRLF; the text, and so its SHA-256, has LF. */
const text = () =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value),
    fields.text(10_000).refine(isShort, 'lines'),
  )
const mostLines = 300
const isShort = (words: string) => words.split('\n').length <= mostLines
const Version = z.object({ after: fields.whole(0, 1_000_000), ja: text(), en: text() })

get('/towns/:id/pledge', 'pledge.publish', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownDocument('pledge.publish', c.var.actor, town))
  const { version, words } = await inForce(c, town)
  return pledgePage(c, town, version, words, [])
})

post('/towns/:id/pledge', 'pledge.publish', async (c) => {
  const town = await loadTown(c)
  const permit = insist(c, decideTownDocument('pledge.publish', c.var.actor, town))
  const form = await readForm(c, Version)
  const { version, words } = await inForce(c, town)
  if (!form.ok) return pledgePage(c, town, version, form.typed, form.problems)
  const { after, ja, en } = form.data
  const t = c.var.t.towns.pledge
  const facts = pledgeFacts(t, c.var.locale, words, { ja, en })
  if (after === version && facts.length === 0)
    return pledgePage(c, town, version, form.typed, [{ field: 'ja', words: t.unchanged }])
  const title = t.proofTitle(after + 1)
  const asked = await askProof(c, permit, form.typed, { title, lead: t.proofLead, facts, back: `/towns/${town.id}/pledge` })
  if (asked) return asked
  return commit(c, `/towns/${town.id}?done=pledge`, (tx) => publishDocument(tx, permit, { ja, en }, after))
})

get('/towns/:id/pledge/:version', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { db, t, locale } = c.var
  const version = c.req.param('version')!
  const document = found(/^\d{1,6}$/.test(version) ? await findVersion(db.read, town.id, 'pledge', Number(version)) : undefined)
  const latest = await findDocument(db.read, town.id, 'pledge')
  return page(c, {
    title: t.towns.pledge.versionTitle(town.shown, document.version),
    width: 'narrow',
    breadcrumb: underTown(c, town),
    body: (
      <PledgeVersionPage
        t={t.towns}
        locale={locale}
        town={town.shown}
        document={{ ...document, current: latest?.version === document.version }}
        pledge={pledgeIn(document)}
      />
    ),
  })
})

/** The version in force; a town that never published begins with empty sheets. */
async function inForce(c: Ctx, { id }: Town): Promise<{ version: number; words: Pledge }> {
  const document = await findDocument(c.var.db.read, id, 'pledge')
  return document ? { version: document.version, words: pledgeIn(document) } : { version: 0, words: { ja: '', en: '' } }
}

function pledgePage(c: Ctx, town: Town, after: number, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = (
    <PledgePage
      t={t.towns.pledge}
      frame={t.frame}
      town={{ id: town.id, name: town.shown }}
      after={after}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  const title = t.towns.pledge.editTitle(town.shown)
  return page(c, { title, width: 'narrow', breadcrumb: underTown(c, town), body }, statusOf(problems))
}
