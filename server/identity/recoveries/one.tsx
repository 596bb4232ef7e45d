/** The recoveries that wait, one of them, the second officer's yes with its one-time code, and calling it off. */
import { findActor } from '../../../db/identity/people.ts'
import {
  approveRecovery,
  areOneHand,
  cancelRecovery,
  findRecovery,
  listOpenRecoveries,
  type Recovery,
} from '../../../db/identity/recoveries.ts'
import { minutesAfter } from '../../../db/kernel/time.ts'
import { enrolmentMinutes } from '../../../policies/identity/people.ts'
import { decideApproval, decideCancel, decideList, decideRead, openHours } from '../../../policies/identity/recovery.ts'
import { isRefusal, type Refusal, type Why } from '../../../policies/kernel/decision.ts'
import { RecoveriesPage } from '../../../views/identity/recoveries/list.tsx'
import { type NotApproving, RecoveryPage, seenFacts } from '../../../views/identity/recoveries/one.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { codePage } from '../code.tsx'

export function deciding(routed: ReturnType<typeof routes>) {
  routed.get('/recoveries', 'recovery.list', async (c) => {
    insist(c, decideList(c.var.actor))
    const { say } = c.var
    const body = <RecoveriesPage say={say} recoveries={await seenRecoveries(c)} />
    return page(c, { title: say.t.recoveries.title, breadcrumb: trail(c), body })
  })

  routed.get('/recoveries/:id', 'recovery.read', async (c) => {
    const { sameHand, ...loaded } = await load(c)
    const { recovery, person } = loaded
    insist(c, decideRead(c.var.actor, person))
    const { say, actor } = c.var
    const body = (
      <RecoveryPage
        say={say}
        {...loaded}
        ends={minutesAfter(recovery.startedAt, openHours * 60)}
        refused={whyNot(decideApproval(actor, person, { ...recovery, sameHand }))}
        mayCancel={!isRefusal(decideCancel(actor, person, recovery))}
        said={(['begun', 'cancelled'] as const).find((one) => c.req.query(one) !== undefined)}
        formOf={fillForm}
      />
    )
    return page(c, { title: say.t.recoveries.one.title(say.name(person)), width: 'narrow', breadcrumb: crumbs(c), body })
  })

  formAct(routed, 'recovery.approve', {
    to: '/recoveries/:id/approval',
    load,
    decide: (c, { recovery, person, sameHand }) => decideApproval(c.var.actor, person, { ...recovery, sameHand }),
    proof: (_, say, loaded) => ({
      title: say.t.recoveries.one.proof,
      lead: say.t.recoveries.one.proofLead,
      facts: seenFacts(say, loaded),
      back: `/recoveries/${loaded.recovery.id}`,
    }),
    write: (tx, permit, _, { recovery }) => approveRecovery(tx, permit, recovery.id, enrolmentMinutes.counter),
    // Shown in the answer itself: the code is nowhere else.
    after: (c, code, _, __, { person, recovery }) => {
      const { code: words } = c.var.t.recoveries
      return codePage(c, { person, code, back: `/recoveries/${recovery.id}`, breadcrumb: crumbs(c), words })
    },
    done: ({ recovery }) => `/recoveries/${recovery.id}`,
  })

  formAct(routed, 'recovery.cancel', {
    to: '/recoveries/:id/cancellation',
    load,
    decide: (c, { recovery, person }) => decideCancel(c.var.actor, person, recovery),
    write: (tx, permit, _, { recovery }) => cancelRecovery(tx, permit, recovery.id),
    done: ({ recovery }) => `/recoveries/${recovery.id}?cancelled`,
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
