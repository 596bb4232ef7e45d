/** Facts that change on a day, as the secretariat keeps them: names of towns, when operating bodies pay, minimum wages. */
import { z } from 'zod'
import { fromJson } from '../../db/kernel/schema.ts'
import { findFact, listFacts, minimumWagesOn, recordFact, withdrawFact } from '../../db/membership/facts.ts'
import { findTown, listTowns } from '../../db/membership/towns.ts'
import { firstUnlawfulOf } from '../../db/packages/payment.ts'
import type { Day } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import {
  decideTownFact,
  decideWage,
  decideWithdrawal,
  earliestFor,
  type FactKind,
  isOldWage,
} from '../../policies/membership/facts.ts'
import { prefectureCodes, prefectureOf } from '../../policies/membership/towns.ts'
import { latestPayment, type PaymentTerms } from '../../policies/packages/terms.ts'
import { FactPage, WagesPage, WithdrawalPage } from '../../views/membership/facts.tsx'
import type { Filled } from '../../views/parts/form-page.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { formAct } from '../kernel/form-act.tsx'
import { fields } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { loadTown, type Town, underTown, underTowns } from './towns/load.ts'

export const facts = routes()

const recording = { from: fields.day(), source: fields.text(200) }
const clash = ({ t }: Ctx['var']['say']) => ({ field: 'from', words: t.facts.clash })

type Known<K extends FactKind> = Awaited<ReturnType<typeof listFacts<K>>>
type OfTown<K extends FactKind> = { town: Town; known: Known<K> }
async function ofTown<K extends FactKind>(c: Ctx, kind: K): Promise<OfTown<K>> {
  const town = await loadTown(c)
  return { town, known: await listFacts(c.var.db.read, kind, town.id) }
}

type About = { kind: FactKind; title: string; lead: string; action: string; warning?: string | undefined }
function drawn(c: Ctx, form: Filled, known: Known<FactKind>, about: About) {
  const { say, actor, today } = c.var
  const living = known.filter(({ withdrawnAt }) => withdrawnAt === null).length
  const shown = known.map((fact) => {
    const asked = { ...fact, kind: about.kind, others: living > 1 }
    return { ...fact, withdrawable: !isRefusal(decideWithdrawal(actor, asked, today)) }
  })
  const { recorded, withdrawn } = say.t.facts
  const done = { recorded, withdrawn }[c.req.query('done') ?? '']
  return <FactPage {...{ say, form, today, done, ...about }} facts={shown} />
}

formAct(facts, 'town-name.record', {
  at: '/towns/:id/name',
  load: (c) => ofTown(c, 'town-name'),
  decide: (c, { town }) => decideTownFact('town-name.record', c.var.actor, town),
  fields: z.object({ name: fields.text(40), kana: fields.kana(60), romaji: fields.romaji(60), ...recording }),
  begin: (_, { town: { name, kana, romaji } }) => ({ name, kana, romaji }),
  title: ({ t }, { town }) => t.facts.name.title(town.shown),
  width: 'normal',
  under: (c, { town }) => underTown(c, town),
  body: (c, { t }, { town, known }, form) => {
    const { lead, title } = t.facts.name
    return drawn(c, form, known, { kind: 'town-name', lead, title: title(town.shown), action: `/towns/${town.id}/name` })
  },
  write: (tx, permit, { from: fromOn, source, ...name }) => recordFact(tx, permit, { fromOn, source }, name),
  clash,
  done: ({ town }) => `/towns/${town.id}/name?done=recorded`,
})

const monthDay = z.preprocess(Number, z.number('choose').int().min(1).max(31))
formAct(facts, 'payment-terms.record', {
  at: '/towns/:id/payment',
  load: (c) => ofTown(c, 'payment-terms'),
  decide: (c, { town }) => decideTownFact('payment-terms.record', c.var.actor, town),
  seen: ({ known }) => known,
  fields: z.object({
    closing: monthDay,
    months: z.preprocess(Number, z.number('choose').int().min(0).max(2)),
    pay: monthDay,
    ...recording,
  }),
  begin: (_, { known }) => termsIn(known.find(({ withdrawnAt }) => withdrawnAt === null)?.value),
  check: (c, { known }, { data }) => (data ? paymentProblems(c, known, data) : []),
  title: ({ t }, { town }) => t.facts.payment.title(town.shown),
  width: 'normal',
  under: (c, { town }) => underTown(c, town),
  body: (c, { t }, { town, known }, form) => {
    const { lead, title } = t.facts.payment
    return drawn(c, form, known, { kind: 'payment-terms', lead, title: title(town.shown), action: `/towns/${town.id}/payment` })
  },
  write: (tx, permit, { from: fromOn, source, ...terms }) => recordFact(tx, permit, { fromOn, source }, terms),
  clash,
  done: ({ town }) => `/towns/${town.id}/payment?done=recorded`,
})

/** The form begins with what is on record. */
const termsIn = (terms: PaymentTerms | undefined) =>
  terms ? { closing: `${terms.closing}`, months: `${terms.months}`, pay: `${terms.pay}` } : {}

function paymentProblems(c: Ctx, known: Known<'payment-terms'>, { from, ...terms }: PaymentTerms & { from: Day }) {
  const { say, today } = c.var
  const words = say.t.facts.payment
  const isFirst = known.every(({ withdrawnAt }) => withdrawnAt !== null)
  if (from < earliestFor(today, isFirst)) return [{ field: 'from', words: isFirst ? words.past : words.early }]
  const late = firstUnlawfulOf(terms, from)
  return late ? [{ field: 'pay', words: words.unlawful(say.day(late), say.day(latestPayment(late))) }] : []
}

facts.get('/wages', 'wage.list', async (c) => {
  insist(c, decideWage('wage.list', c.var.actor, ''))
  const { say, db, today } = c.var
  const [held, towns] = await Promise.all([minimumWagesOn(db.read, today), listTowns(db.read)])
  const own = new Set(towns.map(({ id }) => id.slice(0, 2)))
  const rows = prefectureCodes.map((code) => {
    const { yen = null, fromOn = null } = held.get(code) ?? {}
    return { code, prefecture: prefectureOf(code)!, yen, fromOn, old: fromOn !== null && isOldWage(fromOn, today) }
  })
  const body = (
    <WagesPage say={say} own={rows.filter(({ code }) => own.has(code))} others={rows.filter(({ code }) => !own.has(code))} />
  )
  return page(c, { title: say.t.facts.wages.title, breadcrumb: underTowns(c), body })
})

formAct(facts, 'wage.record', {
  at: '/wages/:code',
  load: async (c) => {
    const code = found(prefectureCodes.find((one) => one === c.req.param('code')))
    return { code, prefecture: prefectureOf(code)!, known: await listFacts(c.var.db.read, 'minimum-wage', code) }
  },
  decide: (c, { code }) => decideWage('wage.record', c.var.actor, code),
  seen: ({ known }) => known,
  fields: z.object({ yen: fields.whole(1, 10_000), ...recording }),
  title: ({ t }, { prefecture }) => t.facts.wages.titleOf(prefecture),
  width: 'normal',
  under: (c) => [...underTowns(c), { href: '/wages', label: c.var.t.facts.wages.title }],
  body: (c, { t }, { code, prefecture, known }, form) => {
    const { lead, titleOf, oldLead } = t.facts.wages
    const now = known.find(({ fromOn, withdrawnAt }) => withdrawnAt === null && fromOn <= c.var.today)
    const warning = now && isOldWage(now.fromOn, c.var.today) ? oldLead : undefined
    return drawn(c, form, known, { kind: 'minimum-wage', lead, title: titleOf(prefecture), action: `/wages/${code}`, warning })
  },
  write: (tx, permit, { from: fromOn, source, yen }) => recordFact(tx, permit, { fromOn, source }, { yen }),
  clash,
  done: ({ code }) => `/wages/${code}?done=recorded`,
})

formAct(facts, 'fact.withdraw', {
  at: '/facts/:id/withdrawal',
  load: async (c) => {
    const { value, ...fact } = found(await findFact(c.var.db.read, c.req.param('id')!))
    const town = fact.kind === 'minimum-wage' ? undefined : await findTown(c.var.db.read, fact.subject)
    const place = { 'minimum-wage': '', 'town-name': '/name', 'payment-terms': '/payment' }[fact.kind]
    const back = `${town ? '/towns' : '/wages'}/${fact.subject}${place}`
    return {
      fact: { ...fact, value: fromJson(value) as object },
      back,
      about: town ? c.var.say.name(town) : prefectureOf(fact.subject)!,
    }
  },
  decide: (c, { fact }) => decideWithdrawal(c.var.actor, fact, c.var.today),
  title: ({ t }) => t.facts.withdrawal.title,
  under: (c, { back, about }) => [...underTowns(c), { href: back, label: about }],
  body: (_, say, { fact, back, about }, form) => <WithdrawalPage {...{ say, form, back, about, fact }} />,
  write: (tx, permit) => withdrawFact(tx, permit),
  done: ({ back }) => `${back}?done=withdrawn`,
})
