/** A town's pledge: publishing the next version, and reading any. */
import { z } from 'zod'
import { findDocument, findVersion, type Pledge, pledgeIn, publishDocument } from '../../../db/membership/town-documents.ts'
import { decideTownDocument, decideTownRead } from '../../../policies/membership/towns.ts'
import { PledgePage, PledgeVersionPage, pledgeFacts } from '../../../views/membership/towns/pledge.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { calledThen, loadTown, underTown } from './load.ts'

export const pledge = routes()

const text = () => fields.text(10_000).refine(isShort, 'lines')
const mostLines = 300
const isShort = (words: string) => words.split('\n').length <= mostLines

formAct(pledge, 'pledge.publish', {
  at: '/towns/:id/pledge',
  load: async (c) => {
    const town = await loadTown(c)
    return { town, ...(await inForce(c, town.id)) }
  },
  decide: (c, { town }) => decideTownDocument('pledge.publish', c.var.actor, town),
  fields: z.object({ after: fields.whole(0, 1_000_000), ja: text(), en: text() }),
  begin: (_, { words }) => words,
  check: ({ var: { say } }, { version, words }, { data }) =>
    data && data.after === version && pledgeFacts(say, words, data).length === 0
      ? [{ field: 'ja', words: say.t.towns.pledge.unchanged }]
      : [],
  title: ({ t }, { town }) => t.towns.pledge.editTitle(town.shown),
  under: (c, { town }) => underTown(c, town),
  body: (_, say, { town, version }, form) => <PledgePage say={say} town={town} after={version} form={form} />,
  proof: (_, say, { town, words }, { after, ...next }) => ({
    title: say.t.towns.pledge.proofTitle(after + 1),
    lead: say.t.towns.pledge.proofLead,
    facts: pledgeFacts(say, words, next),
    back: `/towns/${town.id}/pledge`,
  }),
  write: (tx, permit, { after, ...next }) => publishDocument(tx, permit, next, after),
  done: ({ town }) => `/towns/${town.id}?done=pledge`,
})

pledge.get('/towns/:id/pledge/:version', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { db, say } = c.var
  const version = c.req.param('version')!
  const document = found(/^\d{1,6}$/.test(version) ? await findVersion(db.read, town.id, 'pledge', Number(version)) : undefined)
  const latest = await findDocument(db.read, town.id, 'pledge')
  const shown = { ...document, current: latest?.version === document.version }
  const called = await calledThen(c, town, document.publishedAt)
  const body = <PledgeVersionPage say={say} town={called} document={shown} pledge={pledgeIn(document)} />
  const title = say.t.towns.pledge.versionTitle(called, document.version)
  return page(c, { title, width: 'narrow', breadcrumb: underTown(c, town), body })
})

/** The version in force; a town that never published begins with empty sheets. */
async function inForce(c: Ctx, id: string): Promise<{ version: number; words: Pledge }> {
  const document = await findDocument(c.var.db.read, id, 'pledge')
  return document ? { version: document.version, words: pledgeIn(document) } : { version: 0, words: { ja: '', en: '' } }
}
