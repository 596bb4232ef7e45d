/** One emergency look: why, how long, what was seen; ending it, and the review by somebody else. */
import { z } from 'zod'
import { endGlass, findLookable, listLooks, reviewGlass } from '../../db/break-glass.ts'
import { listMaterial } from '../../db/package-files.ts'
import { areOneHand } from '../../db/recoveries.ts'
import type { Deny } from '../../policies/access.ts'
import { decideEnd, decideLook, decideRead, decideReview } from '../../policies/break-glass.ts'
import { isRefusal } from '../../policies/decision.ts'
import { fileKinds } from '../../policies/files.ts'
import { GlassPage } from '../../views/break-glass/one.tsx'
import type { Problem } from '../../views/forms.tsx'
import { judge } from '../content.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { commit, fields, readForm, readTyped } from '../forms.ts'
import { typedText } from '../packages/load.ts'
import { newOnce, page } from '../page.tsx'
import type { routes } from '../routes.ts'
import { type Loaded, loadGlass, nameOf, numberOf, underGlass } from './load.ts'

const looksShown = 100
const Review = z.object({ words: fields.text(2000) })

export function reading({ get, post }: ReturnType<typeof routes>) {
  get('/glass/:id', 'glass.read', async (c) => {
    const loaded = await loadGlass(c)
    insist(c, decideRead(c.var.actor, loaded.facts))
    return show(c, loaded, '', [])
  })

  post('/glass/:id/end', 'glass.end', async (c) => {
    const { glass, facts } = await loadGlass(c)
    const permit = insist(c, decideEnd(c.var.actor, facts))
    await readTyped(c)
    return commit(c, `/glass/${glass.id}?done=ended`, (tx) => endGlass(tx, permit))
  })

  post('/glass/:id/review', 'glass.review', async (c) => {
    const loaded = await loadGlass(c)
    const { glass, facts } = loaded
    const permit = insist(c, decideReview(c.var.actor, facts, await isOneHand(c, loaded)))
    const form = await readForm(c, Review)
    if (!form.ok) return show(c, loaded, typedText(form.typed, 'words'), form.problems)
    return commit(c, `/glass/${glass.id}?done=reviewed`, (tx) => reviewGlass(tx, permit, form.data.words))
  })
}

const isOneHand = async ({ var: { db, actor, at } }: Ctx, { glass }: Loaded): Promise<boolean> =>
  glass.personId !== actor.id && (await areOneHand(db.read, [glass.personId, actor.id], at))

async function show(c: Ctx, loaded: Loaded, words: string, problems: readonly Problem[]) {
  const { say, t, locale, db, actor, at } = c.var
  const { glass, facts } = loaded
  const sameHand = await isOneHand(c, loaded)
  const looks = await listLooks(db.read, glass, looksShown)
  const done = c.req.query('done')
  const body = (
    <GlassPage
      say={say}
      glass={glass}
      name={await nameOf(c, glass)}
      status={facts.status}
      left={Math.ceil((Date.parse(glass.endsAt) - Date.parse(at)) / 60_000)}
      look={await lookOf(c, loaded)}
      looks={looks.slice(0, looksShown)}
      furtherLooks={looks.length > looksShown}
      end={isRefusal(decideEnd(actor, facts)) ? undefined : newOnce()}
      review={isRefusal(decideReview(actor, facts, sameHand)) ? undefined : newOnce()}
      own={glass.personId === actor.id}
      sameHand={sameHand}
      words={words}
      problems={problems}
      done={done === 'ended' || done === 'reviewed' ? t.breakGlass.one[done] : undefined}
    />
  )
  const title = t.breakGlass.one.titleOf(numberOf(c, glass))
  return page(c, { title, body, breadcrumb: underGlass(c) }, problems.length > 0 ? 422 : 200)
}

/** What its breaker may look at now, or every reason why it does not open here and now; nothing for anybody else. */
async function lookOf(c: Ctx, { glass, facts }: Loaded) {
  const { db, actor } = c.var
  if (isRefusal(decideLook(actor, facts))) return undefined
  const decision = await judge(c, 'open', { packageId: glass.packageId })
  const { list, lots } = await findLookable(db.read, glass.packageId)
  const files = (await listMaterial(db.read, glass.packageId)).filter(
    ({ state, kind }) => state === 'clean' && kind !== null && fileKinds[kind].viewable,
  )
  return {
    closed: isRefusal(decision) ? (decision as Deny).unmet : [],
    rows: list?.rowCount ?? null,
    lots: lots.map(({ number }) => number),
    files: files.map(({ id, name }) => ({ id, name })),
  }
}
