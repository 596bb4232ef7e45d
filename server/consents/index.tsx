/** Consents of a package's town: how each hop stands, giving, the second person, and taking back at once. */
import { z } from 'zod'
import { type FoundHop, giveConsents, secondConsents, withdrawConsents } from '../../db/consents.ts'
import { listHolders } from '../../db/people.ts'
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
} from '../../policies/consents.ts'
import { isRefusal } from '../../policies/decision.ts'
import { handlingIn } from '../../policies/towns.ts'
import { ConsentsPage, WithdrawalPage } from '../../views/consents/page.tsx'
import { shownFacts } from '../../views/consents/shown.ts'
import type { Problem } from '../../views/forms.tsx'
import type { Crumb } from '../../views/parts/navigation.tsx'
import { judge } from '../content.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { crumbs, load, type Package, planNames, typedList, typedText } from '../packages/load.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { isOneHand, loadConsents } from './load.ts'

export const consents = routes()
const { get, post } = consents

get('/packages/:id/consents', 'consent.read', async (c) => {
  const loaded = await ready(c)
  insist(c, decideRead(c.var.actor, loaded.facts))
  return consentsPage(c, loaded, [])
})

post('/packages/:id/consents', 'consent.give', async (c) => {
  const loaded = await ready(c)
  const { facts } = loaded
  const open = lacking(facts)
  insist(c, decideGive(c.var.actor, facts, open))
  const typed = await readTyped(c)
  const form = checkForm(c, typed, Towns(open))
  if (!form.ok) return consentsPage(c, loaded, form.problems, typed)
  const { towns } = form.data
  const permit = insist(c, decideGive(c.var.actor, facts, towns))
  const proving = await askProof(c, permit, typed, await aboutProof(c, loaded, towns, 'give'))
  if (proving) return proving
  return commit(c, `${loaded.at}?done=given`, (tx) => giveConsents(tx, permit, towns, facts.needed < 2))
})

post('/packages/:id/consents/seconds', 'consent.second', async (c) => {
  const loaded = await ready(c)
  const { facts } = loaded
  const { actor } = c.var
  const own = awaiting(facts, actor)
  const open = own.length > 0 ? own : waiting(facts)
  insist(c, decideSecond(actor, facts, open, await isOneHand(c, facts, open)))
  const typed = await readTyped(c)
  const form = checkForm(c, typed, Towns(open))
  if (!form.ok) return consentsPage(c, loaded, form.problems, typed)
  const { towns } = form.data
  const permit = insist(c, decideSecond(actor, facts, towns, await isOneHand(c, facts, towns)))
  const proving = await askProof(c, permit, typed, await aboutProof(c, loaded, towns, 'second'))
  if (proving) return proving
  return commit(c, `${loaded.at}?done=seconded`, (tx) => secondConsents(tx, permit, towns))
})

get('/packages/:id/consents/withdrawal', 'consent.withdraw', async (c) => {
  const loaded = await ready(c)
  insist(c, decideWithdraw(c.var.actor, loaded.facts, withdrawable(loaded.facts)))
  const town = c.req.query('town')
  return withdrawalPage(c, loaded, town ? { towns: [town] } : {}, [])
})

/** No passkey: stopping is immediate. */
post('/packages/:id/consents/withdrawal', 'consent.withdraw', async (c) => {
  const loaded = await ready(c)
  const open = withdrawable(loaded.facts)
  insist(c, decideWithdraw(c.var.actor, loaded.facts, open))
  const typed = await readTyped(c)
  const form = checkForm(c, typed, Towns(open).extend({ words: fields.text(1000) }))
  if (!form.ok) return withdrawalPage(c, loaded, typed, form.problems)
  const { towns, words } = form.data
  const permit = insist(c, decideWithdraw(c.var.actor, loaded.facts, towns))
  return commit(c, `${loaded.at}?done=withdrawn`, (tx) => withdrawConsents(tx, permit, towns, words))
})

/** At least one of the towns that the page offered. */
const Towns = (open: readonly string[]) =>
  z.object({ towns: fields.ticks(open as [string, ...string[]]).refine((chosen) => chosen.length > 0, 'choose') })

async function ready(c: Ctx) {
  const pkg = await load(c)
  return { pkg, at: `/packages/${pkg.id}/consents`, ...(await loadConsents(c, pkg)) }
}
type Loaded = Awaited<ReturnType<typeof ready>>

const nameOf = ({ var: { locale } }: Ctx, hop: Pick<FoundHop, 'name' | 'romaji'>) => (locale === 'ja' ? hop.name : hop.romaji)
const namesOf = (c: Ctx, hops: readonly FoundHop[], towns: readonly string[]) =>
  hops.filter(({ townId }) => towns.includes(townId)).map((hop) => nameOf(c, hop))

/** The secretariat signs as the second person and is told the number, not the title (policies/access.ts). */
async function titleOf(c: Ctx, { id, title, number }: Package): Promise<string> {
  return isRefusal(await judge(c, 'view', { packageId: id })) ? number : title
}

async function aboutProof(c: Ctx, { pkg, hops, at }: Loaded, towns: readonly string[], which: 'give' | 'second') {
  const { t, locale } = c.var
  const words = t.consents
  const { number, town, townRomaji } = pkg
  const title = await titleOf(c, pkg)
  return {
    title: words[which].proofTitle,
    lead: words[which].proofLead,
    back: at,
    facts: [
      { term: words.package, value: `${locale === 'ja' ? town : townRomaji} ${number}${title === number ? '' : ` ${title}`}` },
      { term: words.towns, value: namesOf(c, hops, towns).join(' / ') },
      ...shownFacts(t, locale, await shownTo(c, pkg)),
    ],
  }
}

/** What the people of a town will see, and how: the same for every town. */
async function shownTo(c: Ctx, pkg: Package) {
  const { dataClass, rules, rowCount, header, places } = pkg
  const { courses } = await planNames(c, pkg)
  return { dataClass, rowCount, columns: header.length, places, courses, handling: handlingIn(rules, dataClass ?? '2') }
}

async function consentsPage(c: Ctx, loaded: Loaded, problems: readonly Problem[], typed?: Typed) {
  const { t, locale, db, today, actor } = c.var
  const { pkg, hops, facts, at } = loaded
  const title = await titleOf(c, pkg)
  const open = lacking(facts)
  const seconds = awaiting(facts, actor)
  const oneHand = await isOneHand(c, facts, seconds)
  const may = (decision: object) => 'act' in decision
  const body = (
    <ConsentsPage
      t={t}
      locale={locale}
      at={at}
      pkg={{ number: pkg.number, title, status: pkg.status, ownTown: pkg.townId }}
      needed={facts.needed}
      hops={hops}
      shown={await shownTo(c, pkg)}
      actors={(await listHolders(db.read, 'coordinator', pkg.townId, today)).map((one) =>
        locale === 'ja' ? one.name : one.romaji,
      )}
      small={isSmall(facts)}
      giving={may(decideGive(actor, facts, open)) ? open : []}
      seconding={may(decideSecond(actor, facts, seconds, oneHand)) ? seconds : []}
      oneHand={oneHand}
      withdrawing={may(decideWithdraw(actor, facts, withdrawable(facts)))}
      chosen={typed ? typedList(typed, 'towns') : undefined}
      problems={problems}
      done={doneIn(c)}
      token={newOnce}
    />
  )
  const breadcrumb = await wayTo(c, pkg)
  return page(c, { title: t.consents.titleOf(title), body, breadcrumb }, problems.length > 0 ? 422 : 200)
}

function doneIn(c: Ctx): string | undefined {
  const { given, seconded, withdrawn } = c.var.t.consents.done
  const said = { given, seconded, withdrawn }
  return said[c.req.query('done') as keyof typeof said]
}

/** The secretariat has no page of the package to go back to. */
const wayTo = async (c: Ctx, pkg: Package): Promise<Crumb[]> =>
  isRefusal(await judge(c, 'view', { packageId: pkg.id })) ? trail(c) : crumbs(c, pkg)

function withdrawalPage(c: Ctx, { pkg, hops, facts, at }: Loaded, typed: Typed, problems: readonly Problem[]) {
  const { t, locale } = c.var
  const open = withdrawable(facts)
  const body = (
    <WithdrawalPage
      t={t}
      locale={locale}
      at={at}
      pkg={pkg}
      hops={hops.filter(({ townId }) => open.includes(townId))}
      chosen={typedList(typed, 'towns')}
      words={typedText(typed, 'words')}
      problems={problems}
      token={newOnce()}
    />
  )
  const breadcrumb = [...crumbs(c, pkg), { href: at, label: t.consents.title }]
  return page(c, { title: t.consents.withdrawal.titleOf(pkg.title), body, breadcrumb }, problems.length > 0 ? 422 : 200)
}
