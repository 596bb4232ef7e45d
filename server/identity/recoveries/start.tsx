/** Beginning a recovery for somebody who has lost every passkey: the first officer says how identity was seen. */
import { z } from 'zod'
import { listPasskeys } from '../../../db/identity/passkeys.ts'
import { findActor } from '../../../db/identity/people.ts'
import { findOpenRecovery, startRecovery } from '../../../db/identity/recoveries.ts'
import { decideRead, decideStart, identityWays } from '../../../policies/identity/recovery.ts'
import { isRefusal, type Refusal, type Why } from '../../../policies/kernel/decision.ts'
import { type NotStarting, StartPage } from '../../../views/identity/recoveries/start.tsx'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'

const Start = z.object({ how: fields.choice(identityWays), note: fields.optional(200) })

export function starting(routed: ReturnType<typeof routes>) {
  routed.get('/people/:id/recovery', 'recovery.read', async (c) => {
    const loaded = await load(c)
    insist(c, decideRead(c.var.actor, loaded.person))
    return startPage(c, loaded, fillForm(Start))
  })

  formAct(routed, 'recovery.start', {
    to: '/people/:id/recovery',
    load,
    decide: (c, { person }) => decideStart(c.var.actor, person),
    fields: Start,
    again: startPage,
    proof: (_, { t: { recoveries: words }, name }, { person }, { how, note }) => ({
      title: words.start.proof,
      facts: [
        { term: words.person, value: name(person) },
        { term: words.one.how, value: words.start.ways[how] },
        { term: words.one.note, value: note || words.one.noNote },
      ],
      back: `/people/${person.id}/recovery`,
    }),
    write: (tx, permit, said) => startRecovery(tx, permit, said),
    after: async (c, id) => c.redirect(`/recoveries/${id}?begun`, 303),
    done: () => '/recoveries',
  })
}

async function load(c: Ctx) {
  const { db, at } = c.var
  const person = found(await findActor(db.read, c.req.param('id')!, at))
  const open = await findOpenRecovery(db.read, person.id, at)
  const passkeys = (await listPasskeys(db.read, person.id)).length
  return { person: { ...person, passkeys, recovering: open !== undefined }, open }
}

async function startPage(c: Ctx, { person, open }: Awaited<ReturnType<typeof load>>, form: Filled) {
  const { say, actor } = c.var
  const name = say.name(person)
  const body = <StartPage {...{ say, person, form }} refused={whyNot(decideStart(actor, person))} open={open?.id} />
  const breadcrumb = trail(c, { href: '/people', label: say.t.people.title }, { href: `/people/${person.id}`, label: name })
  const whole = { title: say.t.recoveries.start.title(name), width: 'narrow', breadcrumb, body } as const
  return page(c, whole, form.problems.length > 0 ? 422 : 200)
}

function whyNot(decision: object | Refusal<Why>): NotStarting | undefined {
  if (!isRefusal<Why>(decision)) return undefined
  const { refused } = decision
  return refused === 'status' || refused === 'role' || refused === 'held' ? refused : 'other'
}
