/** Breaking the glass of one package: by its number, with a reason and a ticket, and everybody is told. */
import { z } from 'zod'
import { breakGlass, findBreakable } from '../../db/break-glass.ts'
import { newId } from '../../db/ids.ts'
import { keepOpening } from '../../db/openings.ts'
import { listTowns } from '../../db/towns.ts'
import { decideBreak, decideForm, minutes } from '../../policies/break-glass.ts'
import { isRefusal, type Refusal, type Why } from '../../policies/decision.ts'
import { holds } from '../../policies/people.ts'
import { GlassFormPage } from '../../views/break-glass/form.tsx'
import type { Problem } from '../../views/forms.tsx'
import type { Ctx } from '../context.ts'
import { insist, Refused } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import type { routes } from '../routes.ts'
import { underGlass } from './load.ts'

export function breaking({ get, post }: ReturnType<typeof routes>) {
  get('/glass/new', 'glass.break', async (c) => {
    insist(c, decideForm(c.var.actor))
    return formPage(c, {}, [])
  })

  post('/glass', 'glass.break', async (c) => {
    insist(c, decideForm(c.var.actor))
    const { t, db, actor, at, session } = c.var
    const typed = await readTyped(c)
    const form = checkForm(c, typed, await Wish(c))
    if (!form.ok) return formPage(c, typed, form.problems)
    const { town: townId, number, reason, ticket } = form.data
    const pkg = await findBreakable(db.read, { townId, number, personId: actor.id, at })
    if (!pkg) return formPage(c, typed, [{ field: 'number', words: t.breakGlass.problems.number }])
    const decision = decideBreak(actor, breakable(c, pkg), newId(at))
    if (isRefusal<Why>(decision)) return formPage(c, typed, [{ field: 'number', words: wordsFor(c, decision) }])
    const permit = insist(c, decision)
    // The proof is bound to the package: what is about to be broken has no id before it is.
    const proving = await askProof(c, { ...permit, on: pkg.id }, typed, await aboutProof(c, form.data))
    if (proving) return proving
    const wish = { packageId: pkg.id, dataClass: pkg.dataClass!, reason, ticket, minutes: Number(form.data.minutes) }
    const answer = await commit(c, `/glass/${permit.on}`, (tx) => breakGlass(tx, permit, wish))
    // The passkey was touched for this package just now, as opening it would ask.
    await keepOpening(db, { token: session.token, packageId: pkg.id, personId: actor.id, reason: '' }, at)
    return answer
  })
}

const Wish = async ({ var: { db } }: Ctx) => {
  const towns = (await listTowns(db.read)).map(({ id }) => id) as [string, ...string[]]
  const number = z.string().normalize('NFKC').trim().toUpperCase().min(1).max(20)
  return z.object({
    town: fields.choice(towns),
    number,
    reason: fields.text(1000),
    ticket: fields.text(60),
    minutes: fields.choice(minutes),
  })
}

type Found = NonNullable<Awaited<ReturnType<typeof findBreakable>>>
const breakable = ({ var: { actor } }: Ctx, { id, townId, dataClass, frozenAt, destroyedAt, worked, open }: Found) => ({
  id,
  townId,
  dataClass,
  frozen: frozenAt !== null,
  destroyed: destroyedAt !== null,
  related: worked || holds(actor, 'coordinator', townId) || holds(actor, 'manager', townId),
  open,
})

/** Why this package cannot be looked at so, beside the number that was typed. */
function wordsFor(c: Ctx, { refused, unmet }: Refusal<Why>): string {
  const words = c.var.t.breakGlass.problems
  if (refused === 'own-work') return words.related
  if (refused === 'status') return words.open
  const closed = (['destroyed', 'frozen', 'class'] as const).find((reason) => unmet.includes(reason))
  if (closed) return words[closed]
  throw new Refused({ refused, unmet })
}

async function aboutProof(c: Ctx, wish: { town: string; number: string; reason: string; ticket: string; minutes: string }) {
  const { say, t, locale, db } = c.var
  const words = t.breakGlass.form
  const town = (await listTowns(db.read)).find(({ id }) => id === wish.town)!
  return {
    title: words.proofTitle,
    lead: words.proofLead,
    back: '/glass/new',
    facts: [
      { term: words.package, value: `${say.name(town)} ${wish.number}` },
      { term: words.reason, value: wish.reason },
      { term: words.ticket, value: wish.ticket },
      { term: words.minutes, value: words.minutesUnit(wish.minutes) },
      { term: words.told, value: words.toldWho },
    ],
  }
}

async function formPage(c: Ctx, typed: Typed, problems: readonly Problem[]) {
  const { say, t, locale, db } = c.var
  const towns = (await listTowns(db.read)).map(({ id, name, romaji }) => ({ value: id, label: say.name({ name, romaji }) }))
  const body = <GlassFormPage t={t} towns={towns} typed={typed} problems={problems} token={newOnce()} />
  const status = problems.length > 0 ? 422 : 200
  return page(c, { title: t.breakGlass.form.title, width: 'narrow', breadcrumb: underGlass(c), body }, status)
}
