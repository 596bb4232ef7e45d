/** Beginning a recovery for somebody who has lost every passkey: the first officer says how identity was seen. */
import { z } from 'zod'
import { listPasskeys } from '../../db/passkeys.ts'
import { findActor } from '../../db/people.ts'
import { findOpenRecovery, startRecovery } from '../../db/recoveries.ts'
import { isRefusal, type Refusal, type Why } from '../../policies/decision.ts'
import { decideRead, decideStart, identityWays } from '../../policies/recovery.ts'
import { nameIn } from '../../views/people.tsx'
import { type NotStarting, StartPage } from '../../views/recoveries/start.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { by, fields, readForm, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import type { routes } from '../routes.ts'
import { trail } from '../trail.ts'

const Start = z.object({ how: fields.choice(identityWays), note: fields.optional(200) })

export function starting({ get, post }: ReturnType<typeof routes>) {
  get('/people/:id/recovery', 'recovery.read', async (c) => {
    const { person } = await load(c)
    insist(c, decideRead(c.var.actor, person))
    return startPage(c, {}, [])
  })

  post('/people/:id/recovery', 'recovery.start', async (c) => {
    const { person } = await load(c)
    const permit = insist(c, decideStart(c.var.actor, person))
    const form = await readForm(c, Start)
    if (!form.ok) return startPage(c, form.typed, form.problems)
    const { say, t, locale, db } = c.var
    const words = t.recoveries
    const asked = await askProof(c, permit, form.typed, {
      title: words.start.proof,
      facts: [
        { term: words.person, value: say.name(person) },
        { term: words.one.how, value: words.start.ways[form.data.how] },
        { term: words.one.note, value: form.data.note || words.one.noNote },
      ],
      back: `/people/${person.id}/recovery`,
    })
    if (asked) return asked
    const id = await db.write(by(c, '/recoveries'), (tx) => startRecovery(tx, permit, form.data))
    return c.redirect(`/recoveries/${id}?begun`, 303)
  })
}

async function load(c: Ctx) {
  const { db, at } = c.var
  const person = found(await findActor(db.read, c.req.param('id')!, at))
  const open = await findOpenRecovery(db.read, person.id, at)
  const passkeys = (await listPasskeys(db.read, person.id)).length
  return { person: { ...person, passkeys, recovering: open !== undefined }, open }
}

async function startPage(c: Ctx, typed: Typed, problems: readonly { field: string; words: string }[]) {
  const { say, t, locale, actor } = c.var
  const { person, open } = await load(c)
  const name = say.name(person)
  return page(
    c,
    {
      title: t.recoveries.start.title(name),
      width: 'narrow',
      breadcrumb: trail(c, { href: '/people', label: t.people.title }, { href: `/people/${person.id}`, label: name }),
      body: (
        <StartPage
          say={say}
          person={person}
          refused={whyNot(decideStart(actor, person))}
          open={open?.id}
          typed={typed}
          problems={problems}
          token={newOnce()}
        />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}

function whyNot(decision: object | Refusal<Why>): NotStarting | undefined {
  if (!isRefusal<Why>(decision)) return undefined
  const { refused } = decision
  return refused === 'status' || refused === 'role' || refused === 'held' ? refused : 'other'
}
