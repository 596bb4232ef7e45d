/** Leaving the alliance: by the worker themselves, or by their town for somebody who can no longer. */
import { z } from 'zod'
import { listTaken } from '../db/custody.ts'
import { countDelivered, findMember, leaveMembership, listClaims } from '../db/members.ts'
import type { Permit } from '../policies/decision.ts'
import { type Deletion, decideLettingGo, type LeavingReason, leavingReasons } from '../policies/membership.ts'
import { decideLeaving } from '../policies/vetting.ts'
import type { Problem } from '../views/forms.tsx'
import { LeavingPage, StatementPage } from '../views/leaving.tsx'
import { nameIn } from '../views/people.tsx'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { by, checkForm, fields, readTyped, type Typed } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { askProof } from './proof.tsx'
import { routes } from './routes.ts'
import { dropCookie } from './session.ts'
import { listTellable } from './titles.ts'
import { trail } from './trail.ts'

export const leaving = routes()

const own = (c: Ctx) => load(c, c.var.actor.id)
leaving.get('/account/leaving', 'worker.leave', async (c) => {
  const leaver = await own(c)
  insist(c, decideLeaving(c.var.actor, leaver.member))
  return show(c, leaver, {}, [])
})

const Ticked = z.object({ deleted: z.literal('yes', 'tick') })
leaving.post('/account/leaving', 'worker.leave', async (c) => {
  const leaver = await own(c)
  const permit = insist(c, decideLeaving(c.var.actor, leaver.member))
  const hasFiles = leaver.taken.length > 0
  const form = checkForm(c, await readTyped(c), hasFiles ? Ticked : z.object({}))
  if (!form.ok) return show(c, leaver, form.typed, form.problems)
  const deletion = hasFiles ? 'self' : 'none'
  const asked = await prove(c, permit, leaver, form.typed, deletion)
  if (asked) return asked
  await c.var.db.write(by(c, '/'), (tx) => leaveMembership(tx, permit, { reason: 'asked', words: '', deletion }))
  signOut(c)
  return statement(c, leaver)
})

/** The same for the town; the two routes stand among those of one person. */
export function lettingGo({ get, post }: ReturnType<typeof routes>) {
  const one = (c: Ctx) => load(c, c.req.param('id')!)
  get('/people/:id/leaving', 'worker.leave', async (c) => {
    const leaver = await one(c)
    insist(c, decideLettingGo(c.var.actor, leaver.member))
    return show(c, leaver, {}, [])
  })
  post('/people/:id/leaving', 'worker.leave', async (c) => {
    const leaver = await one(c)
    const permit = insist(c, decideLettingGo(c.var.actor, leaver.member))
    const form = checkForm(c, await readTyped(c), leaver.taken.length > 0 ? Letting.extend(Known) : Letting)
    if (!form.ok) return show(c, leaver, form.typed, form.problems)
    const { reason, words, deletion = 'none' }: { reason: LeavingReason; words: string; deletion?: Deletion } = form.data
    const asked = await prove(c, permit, leaver, form.typed, deletion)
    if (asked) return asked
    await c.var.db.write(by(c, `/people/${leaver.member.id}`), (tx) => leaveMembership(tx, permit, { reason, words, deletion }))
    return statement(c, leaver)
  })
}
const Letting = z.object({ reason: fields.choice(leavingReasons), words: fields.optional(500) })
const Known = { deletion: fields.choice(['town', 'unknown']) }

async function load(c: Ctx, personId: string) {
  const db = c.var.db.read
  const member = found(await findMember(db, personId))
  const [claims, taken, delivered] = await Promise.all([
    listClaims(db, personId, 'worker.leave'),
    listTaken(db, personId),
    countDelivered(db, personId),
  ])
  return { member, claims, taken, delivered }
}
type Leaver = Awaited<ReturnType<typeof load>>
const isOwn = (c: Ctx, { member }: Leaver) => member.id === c.var.actor?.id

/** What is about to happen, before the passkey is asked for; one's own words about the files are part of what is proved. */
function prove(c: Ctx, permit: Permit<'worker.leave'>, leaver: Leaver, typed: Typed, deletion: Deletion) {
  const { say, t, locale } = c.var
  const words = t.members.leaving
  const { member, claims } = leaver
  const mine = isOwn(c, leaver)
  return askProof(c, permit, typed, {
    title: mine ? words.proof : words.proofOf(say.name(member)),
    lead: mine ? words.ownLead : words.lead,
    facts: [
      { term: t.members.person, value: say.name(member) },
      { term: words.proofFacts.claims, value: words.proofClaims(claims.hands.length, claims.lots.length) },
      { term: words.proofFacts.files, value: words.deletion[deletion] },
      { term: words.proofFacts.keys, value: words.keysGone },
    ],
    back: c.req.path,
  })
}

/** From here on the request is a stranger's: the frame of the answer shows no name and no menu. */
function signOut(c: Ctx): void {
  c.set('actor', undefined as never)
  dropCookie(c)
  c.header('clear-site-data', '"cache", "storage"')
}

type Named = { readonly packageId: string; readonly packageNumber: string; readonly title: string }
/** Another town's coordinator is told of a resident's work by its number, where the title is not for them (policies/access.ts). */
async function told(c: Ctx, { claims, taken, ...rest }: Leaver): Promise<Leaver> {
  const all: readonly Named[] = [...claims.hands, ...claims.lots, ...taken]
  const tellable = await listTellable(
    c,
    all.map(({ packageId }) => packageId),
  )
  const named = <N extends Named>(one: N): N => (tellable.has(one.packageId) ? one : { ...one, title: one.packageNumber })
  return { ...rest, claims: { hands: claims.hands.map(named), lots: claims.lots.map(named) }, taken: taken.map(named) }
}

async function show(c: Ctx, found: Leaver, typed: Typed, problems: readonly Problem[]) {
  const { say, t, locale, today } = c.var
  const mine = isOwn(c, found)
  const leaver = mine ? found : await told(c, found)
  const name = say.name(leaver.member)
  const body = <LeavingPage say={say} today={today} {...leaver} own={mine} typed={typed} problems={problems} token={newOnce()} />
  const above = mine
    ? [{ href: '/account', label: t.account.title }]
    : [
        { href: '/people', label: t.people.title },
        { href: `/people/${leaver.member.id}`, label: name },
      ]
  const title = mine ? t.members.leaving.ownTitle : t.members.leaving.title(name)
  return page(c, { title, width: 'narrow', breadcrumb: trail(c, ...above), body }, problems.length > 0 ? 422 : 200)
}

function statement(c: Ctx, leaver: Leaver) {
  const { say, t, locale, today, actor } = c.var
  const body = <StatementPage say={say} member={leaver.member} on={today} own={!actor} />
  return page(c, { title: t.members.statement.title, width: 'narrow', body })
}
