/** The recoveries that wait, one of them, the second officer's yes with its one-time code, and calling it off. */
import { findActor } from '../../db/people.ts'
import {
  approveRecovery,
  areOneHand,
  cancelRecovery,
  findRecovery,
  listOpenRecoveries,
  type Recovery,
} from '../../db/recoveries.ts'
import { minutesAfter } from '../../db/time.ts'
import { isRefusal, type Refusal, type Why } from '../../policies/decision.ts'
import { enrolmentMinutes } from '../../policies/people.ts'
import { decideApproval, decideCancel, decideList, decideRead, openHours } from '../../policies/recovery.ts'
import { nameIn } from '../../views/people.tsx'
import { RecoveriesPage } from '../../views/recoveries/list.tsx'
import { type NotApproving, RecoveryPage, seenFacts } from '../../views/recoveries/one.tsx'
import { codePage } from '../code.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { by, commit, readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import type { routes } from '../routes.ts'
import { trail } from '../trail.ts'

export function deciding({ get, post }: ReturnType<typeof routes>) {
  get('/recoveries', 'recovery.list', async (c) => {
    insist(c, decideList(c.var.actor))
    const { say, t, locale } = c.var
    const title = t.recoveries.title
    const body = <RecoveriesPage t={t.recoveries} locale={locale} recoveries={await seenRecoveries(c)} />
    return page(c, { title, breadcrumb: trail(c), body })
  })

  get('/recoveries/:id', 'recovery.read', async (c) => {
    const loaded = await load(c)
    insist(c, decideRead(c.var.actor, loaded.person))
    const { say, t, locale, actor } = c.var
    const { recovery, person, sameHand } = loaded
    return page(c, {
      title: t.recoveries.one.title(say.name(person)),
      width: 'narrow',
      breadcrumb: crumbs(c),
      body: (
        <RecoveryPage
          t={t.recoveries}
          locale={locale}
          {...loaded}
          ends={minutesAfter(recovery.startedAt, openHours * 60)}
          refused={whyNot(decideApproval(actor, person, { ...recovery, sameHand }))}
          mayCancel={!isRefusal(decideCancel(actor, person, recovery))}
          said={(['begun', 'cancelled'] as const).find((one) => c.req.query(one) !== undefined)}
          token={newOnce}
        />
      ),
    })
  })

  post('/recoveries/:id/approval', 'recovery.approve', async (c) => {
    const loaded = await load(c)
    const { recovery, person, sameHand } = loaded
    const permit = insist(c, decideApproval(c.var.actor, person, { ...recovery, sameHand }))
    const { say, t, locale, db } = c.var
    const words = t.recoveries
    const asked = await askProof(c, permit, await readTyped(c), {
      title: words.one.proof,
      lead: words.one.proofLead,
      facts: seenFacts({ t: words, locale, ...loaded }),
      back: `/recoveries/${recovery.id}`,
    })
    if (asked) return asked
    const back = `/recoveries/${recovery.id}`
    const minutes = enrolmentMinutes.counter
    const code = await db.write(by(c, back), (tx) => approveRecovery(tx, permit, recovery.id, minutes))
    return codePage(c, { person, code, back, breadcrumb: crumbs(c), words: words.code })
  })

  post('/recoveries/:id/cancellation', 'recovery.cancel', async (c) => {
    const { recovery, person } = await load(c)
    const permit = insist(c, decideCancel(c.var.actor, person, recovery))
    await readTyped(c)
    return commit(c, `/recoveries/${recovery.id}?cancelled`, (tx) => cancelRecovery(tx, permit, recovery.id))
  })
}

/** Those whose person this reader may see: the same rule as on the page of each. */
export async function seenRecoveries(c: Ctx) {
  const { db, actor, at } = c.var
  const seen = []
  for (const one of await listOpenRecoveries(db.read, at)) {
    const person = await findActor(db.read, one.personId, at)
    if (person && !isRefusal(decideRead(actor, person))) seen.push({ ...one, person })
  }
  return seen
}

/** Those that this reader may approve now. */
export async function awaitedRecoveries(c: Ctx) {
  const { db, actor, at } = c.var
  const awaited = []
  for (const { person, ...one } of await seenRecoveries(c)) {
    const sameHand = await areOneHand(db.read, [one.startedBy, actor.id], at)
    if (!isRefusal(decideApproval(actor, person, { ...one, sameHand }))) awaited.push(one)
  }
  return awaited
}

async function load(c: Ctx) {
  const { db, at, actor } = c.var
  const recovery: Recovery = found(await findRecovery(db.read, c.req.param('id')!, at))
  const person = found(await findActor(db.read, recovery.personId, at))
  const starter = found(await findActor(db.read, recovery.startedBy, at))
  const approver = recovery.approvedBy ? await findActor(db.read, recovery.approvedBy, at) : undefined
  return { recovery, person, starter, approver, sameHand: await areOneHand(db.read, [recovery.startedBy, actor.id], at) }
}

function whyNot(decision: object | Refusal<Why>): NotApproving | 'other' | undefined {
  if (!isRefusal<Why>(decision)) return undefined
  const { refused } = decision
  return refused === 'second' || refused === 'held' || refused === 'role' || refused === 'own-work' ? refused : 'other'
}

const crumbs = (c: Ctx) => trail(c, { href: '/recoveries', label: c.var.t.recoveries.title })
