/** Consents of a package's town: how each hop stands, giving, the second person, and taking back at once. */
import { z } from 'zod'
import { listHolders } from '../../../db/identity/people.ts'
import { giveConsents, secondConsents, withdrawConsents } from '../../../db/packages/consents.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { handlingIn } from '../../../policies/membership/towns.ts'
import {
  awaiting,
  decideGive,
  decideRead,
  decideSecond,
  decideWithdraw,
  isSmall,
  lacking,
  waiting,
  withdrawable,
} from '../../../policies/packages/consents.ts'
import { ConsentsPage, WithdrawalPage } from '../../../views/packages/consents/page.tsx'
import { shownFacts } from '../../../views/packages/consents/shown.ts'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { versionOf } from '../../kernel/seen.ts'
import { trail } from '../../kernel/trail.ts'
import { judge } from '../../safety/content.ts'
import { crumbs, load, type Package, planNames } from '../load.ts'
import { isOneHand, loadConsents } from './load.ts'

export const consents = routes()

consents.get('/packages/:id/consents', 'consent.read', async (c) => {
  const loaded = await ready(c)
  insist(c, decideRead(c.var.actor, loaded.facts))
  return consentsPage(c, loaded, {})
})

formAct(consents, 'consent.give', {
  to: '/packages/:id/consents',
  load: ready,
  decide: (c, { facts }, said?: Chosen) => decideGive(c.var.actor, facts, said?.towns ?? lacking(facts)),
  fields: (_, { facts }) => Towns(lacking(facts)),
  seen: seenOf,
  again: (c, loaded, give) => consentsPage(c, loaded, { give }),
  proof: (c, _, loaded, { towns }) => aboutProof(c, loaded, towns, 'give'),
  write: (tx, permit, { towns }, { facts }) => giveConsents(tx, permit, towns, facts.needed < 2),
  done: ({ at }) => `${at}?done=given`,
})

formAct(consents, 'consent.second', {
  to: '/packages/:id/consents/seconds',
  load: async (c) => {
    const loaded = await ready(c)
    const own = awaiting(loaded.facts, c.var.actor)
    return { ...loaded, open: own.length > 0 ? own : waiting(loaded.facts) }
  },
  decide: async (c, { facts, open }, said?: Chosen) => {
    const towns = said?.towns ?? open
    return decideSecond(c.var.actor, facts, towns, await isOneHand(c, facts, towns))
  },
  fields: (_, { open }) => Towns(open),
  seen: seenOf,
  again: (c, loaded, second) => consentsPage(c, loaded, { second }),
  proof: (c, _, loaded, { towns }) => aboutProof(c, loaded, towns, 'second'),
  write: (tx, permit, { towns }) => secondConsents(tx, permit, towns),
  done: ({ at }) => `${at}?done=seconded`,
})

// No passkey: stopping is immediate.
formAct(consents, 'consent.withdraw', {
  at: '/packages/:id/consents/withdrawal',
  load: ready,
  decide: (c, { facts }, said?: Chosen & { words: string }) =>
    decideWithdraw(c.var.actor, facts, said?.towns ?? withdrawable(facts)),
  fields: (_, { facts }) => Towns(withdrawable(facts)).extend({ words: fields.text(1000) }),
  seen: seenOf,
  begin: (c) => ({ towns: c.req.query('town') ?? [] }),
  title: ({ t }, { pkg }) => t.consents.withdrawal.titleOf(pkg.title),
  width: 'normal',
  under: (c, { pkg, at }) => [...crumbs(c, pkg), { href: at, label: c.var.t.consents.title }],
  body: (_, say, { pkg, hops, facts, at }, form) => {
    const open = withdrawable(facts)
    return <WithdrawalPage say={say} at={at} pkg={pkg} hops={hops.filter(({ townId }) => open.includes(townId))} form={form} />
  },
  write: (tx, permit, { towns, words }) => withdrawConsents(tx, permit, towns, words),
  done: ({ at }) => `${at}?done=withdrawn`,
})

type Chosen = { towns: string[] }
/** At least one of the towns that the page offered. */
const Towns = (open: readonly string[]) =>
  z.object({ towns: fields.ticks(open as [string, ...string[]]).refine((chosen) => chosen.length > 0, 'choose') })

async function ready(c: Ctx) {
  const pkg = await load(c)
  return { pkg, at: `/packages/${pkg.id}/consents`, ...(await loadConsents(c, pkg)) }
}
type Loaded = Awaited<ReturnType<typeof ready>>
/** What is consented to, and who has said so already. */
function seenOf({ pkg, facts }: Pick<Loaded, 'pkg' | 'facts'>) {
  return [pkg.updatedAt, facts]
}

/** The secretariat signs as the second person and is told the number, not the title, and has no page of the package to go back to. */
const mayView = async (c: Ctx, { id }: Package): Promise<boolean> => !isRefusal(await judge(c, 'view', { packageId: id }))

async function aboutProof(c: Ctx, { pkg, hops, at }: Loaded, towns: readonly string[], which: 'give' | 'second') {
  const { say } = c.var
  const words = say.t.consents
  const title = (await mayView(c, pkg)) ? ` ${pkg.title}` : ''
  const chosen = hops.filter(({ townId }) => towns.includes(townId)).map(say.name)
  return {
    title: words[which].proofTitle,
    lead: words[which].proofLead,
    back: at,
    facts: [
      { term: words.package, value: `${say.town(pkg)} ${pkg.number}${title}` },
      { term: words.towns, value: chosen.join(' / ') },
      ...shownFacts(say, await shownTo(c, pkg)),
    ],
  }
}

/** What the people of a town will see, and how: the same for every town. */
async function shownTo(c: Ctx, pkg: Package) {
  const { dataClass, rules, rowCount, header, places } = pkg
  const { courses } = await planNames(c, pkg)
  return { dataClass, rowCount, columns: header.length, places, courses, handling: handlingIn(rules, dataClass ?? '2') }
}

async function consentsPage(c: Ctx, loaded: Loaded, sent: { give?: Filled; second?: Filled }) {
  const { say, db, today, actor } = c.var
  const { pkg, hops, facts, at } = loaded
  const isSeen = await mayView(c, pkg)
  const title = isSeen ? pkg.title : pkg.number
  const open = lacking(facts)
  const seconds = awaiting(facts, actor)
  const oneHand = await isOneHand(c, facts, seconds)
  const form = (decision: object, towns: readonly string[], filled: Filled | undefined) =>
    'act' in decision && towns.length > 0
      ? { towns, form: filled ?? fillForm(Towns(towns), { towns }, [], versionOf(seenOf(loaded))) }
      : undefined
  const body = (
    <ConsentsPage
      say={say}
      at={at}
      pkg={{ number: pkg.number, title, status: pkg.status, ownTown: pkg.townId }}
      needed={facts.needed}
      hops={hops}
      shown={await shownTo(c, pkg)}
      actors={(await listHolders(db.read, 'coordinator', pkg.townId, today)).map(say.name)}
      small={isSmall(facts)}
      giving={form(decideGive(actor, facts, open), open, sent.give)}
      seconding={form(decideSecond(actor, facts, seconds, oneHand), seconds, sent.second)}
      oneHand={oneHand}
      withdrawing={'act' in decideWithdraw(actor, facts, withdrawable(facts))}
      done={doneIn(c)}
    />
  )
  const breadcrumb = isSeen ? crumbs(c, pkg) : trail(c)
  return page(c, { title: say.t.consents.titleOf(title), body, breadcrumb }, sent.give || sent.second ? 422 : 200)
}

function doneIn(c: Ctx): string | undefined {
  const { given, seconded, withdrawn } = c.var.t.consents.done
  const said = { given, seconded, withdrawn }
  return said[c.req.query('done') as keyof typeof said]
}
