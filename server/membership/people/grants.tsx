/** Roles given and ended by the secretariat: each with a reason, each proved with the passkey. */
import { z } from 'zod'
import { countOtherSecretariat, endRole, giveRole } from '../../../db/membership/role-grants.ts'
import { listTowns } from '../../../db/membership/towns.ts'
import { type Grant, reach, roles } from '../../../policies/identity/people.ts'
import {
  decideEnd,
  decideGive,
  decideGiving,
  givableGrants,
  type Period,
  periodFlaws,
} from '../../../policies/membership/grants.ts'
import { EndRolePage, GiveRolePage, roleFacts } from '../../../views/membership/grants.tsx'
import { rolesOf } from '../../../views/membership/people.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { routes } from '../../kernel/routes.ts'
import { trail } from '../../kernel/trail.ts'
import { loadPerson } from './load.ts'

export const grants = routes()
const mostWords = 300

const Giving = z.object({
  role: fields.choice(roles),
  town: fields.optional(6),
  from: fields.day(),
  until: fields.dayOrNone(),
  reason: fields.text(mostWords),
})
type Given = z.infer<typeof Giving>
type Receiving = Awaited<ReturnType<typeof loadReceiver>>

async function loadReceiver(c: Ctx) {
  const { person, held } = await loadPerson(c)
  return { person, held, towns: await listTowns(c.var.db.read) }
}

formAct(grants, 'grant.give', {
  at: '/people/:id/grants/new',
  to: '/people/:id/grants',
  load: loadReceiver,
  decide: ({ var: { actor } }, { person, held }, ready?: Period & { grant: Grant; reason: string }) =>
    ready ? decideGive(actor, { id: person.id, held }, ready.grant) : decideGiving(actor, person),
  refused: ({ var: { t } }, { refused }) => (refused === 'status' ? [{ field: 'role', words: t.grants.new.already }] : undefined),
  fields: Giving,
  begin: (c) => ({ from: c.var.today }),
  check: ({ var: { t, today } }, { towns }, { data }) =>
    data
      ? [
          ...(lacksTown(data, towns) ? [{ field: 'town', words: t.grants.new.townNeeded }] : []),
          ...periodFlaws(periodOf(data), today).map((flaw) => ({
            field: flaw.startsWith('from') ? 'from' : 'until',
            words: t.grants.new.flaws[flaw],
          })),
        ]
      : [],
  ready: (_, { towns }, data) => ({ grant: grantOf(data, towns), ...periodOf(data), reason: data.reason }),
  title: ({ t, name }, { person }) => t.grants.giveTo(name(person)),
  under: underPerson,
  body: ({ var: { actor, today } }, say, { person, held, towns }, form) => {
    const givable = givableGrants(
      actor,
      { id: person.id, held },
      towns.map(({ id }) => id),
    )
    return (
      <GiveRolePage
        say={say}
        person={{ id: person.id, name: say.name(person) }}
        today={today}
        held={rolesOf(say, held)}
        roles={roles.filter((role) => givable.some((grant) => grant.role === role))}
        towns={towns.filter(({ id }) => givable.some(({ townId }) => townId === id))}
        form={form}
      />
    )
  },
  proof: (_, say, { person, towns }, { grant, reason, ...period }) => {
    const town = towns.find(({ id }) => id === grant.townId)
    const one = { role: grant.role, town: town?.name ?? null, townRomaji: town?.romaji ?? null, ...period }
    return {
      title: say.t.grants.new.proof(say.name(person)),
      facts: [...roleFacts(say, one), { term: say.t.grants.new.reason, value: reason }],
      back: `/people/${person.id}`,
    }
  },
  write: (tx, permit, { grant, ...given }) => giveRole(tx, permit, { ...grant, ...given }),
  done: ({ person }) => `/people/${person.id}?given`,
})

const periodOf = ({ from, until }: Given): Period => ({ fromOn: from, untilOn: until === '' ? null : until })
const grantOf = ({ role, town }: Given, towns: Receiving['towns']): Grant => ({
  role,
  townId: reach[role] === 'alliance' ? null : (towns.find(({ id }) => id === town)?.id ?? null),
})
/** A role of towns without one, or any role with a town that is not of the alliance. */
const lacksTown = (said: Given, towns: Receiving['towns']): boolean =>
  said.role !== 'worker' &&
  grantOf(said, towns).townId === null &&
  (reach[said.role] === 'town' || (reach[said.role] === 'either' && said.town !== ''))

formAct(grants, 'grant.end', {
  at: '/people/:id/grants/:grant/end',
  load: async (c) => {
    const { person, given } = await loadPerson(c)
    const grant = found(given.find(({ id }) => id === c.req.param('grant')))
    return { person, grant, others: { secretariat: await countOtherSecretariat(c.var.db.read, person.id, c.var.today) } }
  },
  decide: ({ var: { actor, today } }, { grant, others }) => decideEnd(actor, grant, today, others),
  seen: ({ grant, others }) => [grant, others],
  fields: z.object({ reason: fields.text(mostWords) }),
  title: ({ t, name }, { person }) => t.grants.ending.title(name(person)),
  under: underPerson,
  body: (_, say, { person, grant }, form) => (
    <EndRolePage say={say} person={{ id: person.id, name: say.name(person) }} grant={grant} form={form} />
  ),
  proof: (_, say, { person, grant }, { reason }) => ({
    title: say.t.grants.ending.proof(say.name(person)),
    lead: say.t.grants.ending.lead,
    facts: [...roleFacts(say, grant), { term: say.t.grants.ending.reason, value: reason }],
    back: `/people/${person.id}`,
  }),
  write: (tx, permit, { reason }, { grant }) => endRole(tx, permit, grant, reason),
  done: ({ person }) => `/people/${person.id}?ended`,
})

function underPerson(c: Ctx, { person }: Pick<Receiving, 'person'>) {
  const { say } = c.var
  return trail(c, { href: '/people', label: say.t.people.title }, { href: `/people/${person.id}`, label: say.name(person) })
}
