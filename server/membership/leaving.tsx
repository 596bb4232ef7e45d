/** Leaving the alliance: by the worker themselves, or by their town for somebody who can no longer. */
import { z } from 'zod'
import { countDelivered, findMember, leaveMembership, listClaims } from '../../db/membership/members.ts'
import { listTaken } from '../../db/safety/custody.ts'
import { type Deletion, decideLettingGo, type LeavingReason, leavingReasons } from '../../policies/membership/membership.ts'
import { decideLeaving } from '../../policies/membership/vetting.ts'
import type { Say } from '../../views/kernel/say.tsx'
import { LeavingPage, StatementPage } from '../../views/membership/leaving.tsx'
import type { Fact } from '../../views/parts/facts.tsx'
import { dropCookie } from '../identity/session.ts'
import type { Ctx } from '../kernel/context.ts'
import { found } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { trail } from '../kernel/trail.ts'
import { listTellable } from '../safety/titles.ts'

export const leaving = routes()

const Ticked = z.object({ deleted: z.literal('yes', 'tick') })
formAct(leaving, 'worker.leave', {
  at: '/account/leaving',
  load: (c) => load(c, c.var.actor.id),
  decide: (c, { member }) => decideLeaving(c.var.actor, member),
  seen: ({ member, ...held }) => [member.status, held],
  fields: (_, { taken }): z.ZodType<object> => (taken.length > 0 ? Ticked : z.object({})),
  ready: (_, { taken }): Said => ({ reason: 'asked', words: '', deletion: taken.length > 0 ? 'self' : 'none' }),
  title: ({ t }) => t.members.leaving.ownTitle,
  under: (c) => trail(c, { href: '/account', label: c.var.t.account.title }),
  body: ({ var: { today } }, say, leaver, form) => <LeavingPage {...{ say, today, form }} {...leaver} own />,
  proof: (_, say, leaver, { deletion }) => ({
    title: say.t.members.leaving.proof,
    lead: say.t.members.leaving.ownLead,
    facts: proofFacts(say, leaver, deletion),
    back: '/account/leaving',
  }),
  write: (tx, permit, said) => leaveMembership(tx, permit, said),
  after: async (c, _, __, ___, leaver) => {
    signOut(c)
    return statement(c, leaver)
  },
  done: () => '/',
})

/** The same for the town; the two routes stand among those of one person. */
export function lettingGo(routed: ReturnType<typeof routes>) {
  formAct(routed, 'worker.leave', {
    at: '/people/:id/leaving',
    load: (c) => load(c, c.req.param('id')!),
    decide: (c, { member }) => decideLettingGo(c.var.actor, member),
    seen: ({ member, ...held }) => [member.status, held],
    fields: (_, { taken }): z.ZodType<Letting> => (taken.length > 0 ? Letting.extend(Known) : Letting),
    ready: (_, __, { deletion = 'none', ...said }): Said => ({ ...said, deletion }),
    title: ({ t, name }, { member }) => t.members.leaving.title(name(member)),
    under: (c, { member }) =>
      trail(c, { href: '/people', label: c.var.t.people.title }, { href: `/people/${member.id}`, label: c.var.say.name(member) }),
    body: async (c, say, leaver, form) => (
      <LeavingPage {...{ say, form }} today={c.var.today} {...(await told(c, leaver))} own={false} />
    ),
    proof: (_, say, leaver, { deletion }) => ({
      title: say.t.members.leaving.proofOf(say.name(leaver.member)),
      lead: say.t.members.leaving.lead,
      facts: proofFacts(say, leaver, deletion),
      back: `/people/${leaver.member.id}/leaving`,
    }),
    write: (tx, permit, said) => leaveMembership(tx, permit, said),
    after: (c, _, __, ___, leaver) => statement(c, leaver),
    done: ({ member }) => `/people/${member.id}`,
  })
}
const Letting = z.object({ reason: fields.choice(leavingReasons), words: fields.optional(500) })
const Known = { deletion: fields.choice(['town', 'unknown']) }
type Letting = z.infer<typeof Letting> & { deletion?: Deletion }
type Said = { reason: LeavingReason; words: string; deletion: Deletion }

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

/** What is about to happen, before the passkey is asked for; one's own words about the files are part of what is proved. */
function proofFacts({ t, name }: Say, { member, claims }: Leaver, deletion: Deletion): Fact[] {
  const words = t.members.leaving
  return [
    { term: t.members.person, value: name(member) },
    { term: words.proofFacts.claims, value: words.proofClaims(claims.hands.length, claims.lots.length) },
    { term: words.proofFacts.files, value: words.deletion[deletion] },
    { term: words.proofFacts.keys, value: words.keysGone },
  ]
}

/** From here on the request is a stranger's: the frame of the answer shows no name and no menu. */
function signOut(c: Ctx): void {
  c.set('actor', undefined as never)
  dropCookie(c)
  c.header('clear-site-data', '"cache", "storage"')
}

type Named = { readonly packageId: string; readonly packageNumber: string; readonly title: string }
/** Another town's coordinator is told of a resident's work by its number, where the title is not for them (policies/safety/access.ts). */
async function told(c: Ctx, { claims, taken, ...rest }: Leaver): Promise<Leaver> {
  const all: readonly Named[] = [...claims.hands, ...claims.lots, ...taken]
  const tellable = await listTellable(
    c,
    all.map(({ packageId }) => packageId),
  )
  const named = <N extends Named>(one: N): N => (tellable.has(one.packageId) ? one : { ...one, title: one.packageNumber })
  return { ...rest, claims: { hands: claims.hands.map(named), lots: claims.lots.map(named) }, taken: taken.map(named) }
}

function statement(c: Ctx, leaver: Leaver) {
  const { say, today, actor } = c.var
  const body = <StatementPage say={say} member={leaver.member} on={today} own={!actor} />
  return page(c, { title: say.t.members.statement.title, width: 'narrow', body })
}
