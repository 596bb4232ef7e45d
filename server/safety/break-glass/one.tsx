/** One emergency look: why, how long, what was seen; ending it, and the review by somebody else. */
import { z } from 'zod'
import { listMaterial } from '../../../db/files/package-files.ts'
import { endGlass, findLookable, listLooks, reviewGlass } from '../../../db/safety/break-glass.ts'
import { fileKinds } from '../../../policies/files/files.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import type { Deny } from '../../../policies/safety/access.ts'
import { decideEnd, decideLook, decideRead, decideReview } from '../../../policies/safety/break-glass.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import { GlassPage } from '../../../views/safety/break-glass/one.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { versionOf } from '../../kernel/seen.ts'
import { judge } from '../content.ts'
import { type Loaded, loadGlass, nameOf, numberOf, underGlass } from './load.ts'

const looksShown = 100
const Review = z.object({ words: fields.text(2000) })

export function reading(on: ReturnType<typeof routes>) {
  on.get('/glass/:id', 'glass.read', async (c) => {
    const loaded = await loadGlass(c)
    insist(c, decideRead(c.var.actor, loaded.facts))
    return show(c, loaded, fillForm(Review, {}, [], versionOf(await seenOf(loaded, c))))
  })

  formAct(on, 'glass.end', {
    to: '/glass/:id/end',
    load: loadGlass,
    decide: (c, { facts }) => decideEnd(c.var.actor, facts),
    write: (tx, permit) => endGlass(tx, permit),
    done: ({ glass }) => `/glass/${glass.id}?done=ended`,
  })

  formAct(on, 'glass.review', {
    to: '/glass/:id/review',
    load: loadGlass,
    decide: (c, { facts, sameHand }) => decideReview(c.var.actor, facts, sameHand),
    fields: Review,
    seen: seenOf,
    again: (c, loaded, form) => show(c, loaded, form, 422),
    write: (tx, permit, { words }) => reviewGlass(tx, permit, words),
    done: ({ glass }) => `/glass/${glass.id}?done=reviewed`,
  })
}

/** What is reviewed: all that was looked at. */
const seenOf = async ({ glass, facts }: Loaded, { var: { db } }: Ctx) => [
  facts.status,
  (await listLooks(db.read, glass, looksShown)).length,
]

async function show(c: Ctx, loaded: Loaded, form: Filled, status: 200 | 422 = 200) {
  const { say, db, actor, at } = c.var
  const { glass, facts, sameHand } = loaded
  const looks = await listLooks(db.read, glass, looksShown)
  const words = say.t.breakGlass.one
  const { ended, reviewed } = words
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
      end={isRefusal(decideEnd(actor, facts)) ? undefined : fillForm()}
      review={isRefusal(decideReview(actor, facts, sameHand)) ? undefined : form}
      own={glass.personId === actor.id}
      sameHand={sameHand}
      done={{ ended, reviewed }[c.req.query('done') ?? '']}
    />
  )
  return page(c, { title: words.titleOf(numberOf(c, glass)), body, breadcrumb: underGlass(c) }, status)
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
