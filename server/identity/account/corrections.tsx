/** Asking for one's own data to be put right, and what came of it. */
import { z } from 'zod'
import { findWorker } from '../../../db/identity/people.ts'
import { newId } from '../../../db/kernel/ids.ts'
import { askCorrection, countOpen, findHolder } from '../../../db/records/corrections.ts'
import { readSection } from '../../../db/records/own-data/read.ts'
import { decideAccount } from '../../../policies/identity/people.ts'
import { correctable, correctableBy, decideAsk, dueOn } from '../../../policies/records/corrections.ts'
import { OwnCorrectionsPage } from '../../../views/identity/account/corrections.tsx'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import type { routes } from '../../kernel/routes.ts'
import { ownAccount } from '../challenges.ts'
import { underAccount } from './under.ts'

const shown = 50

const Wish = z.object({ field: fields.choice(correctable), wish: fields.text(500) })

async function choices(c: Ctx) {
  const profile = await findWorker(c.var.db.read, c.var.actor.id)
  return correctableBy(profile !== undefined) as typeof correctable
}

export function correcting(routed: ReturnType<typeof routes>) {
  routed.get('/account/corrections', 'account.read-data', async (c) => {
    insist(c, decideAccount('account.read-data', c.var.actor, await ownAccount(c)))
    return ownCorrectionsPage(c, fillForm(Wish))
  })

  formAct(routed, 'correction.ask', {
    to: '/account/corrections',
    load: async ({ var: { db, actor } }) => {
      const { townId } = await findHolder(db.read, actor.id)
      return { personId: actor.id, townId, open: await countOpen(db.read, actor.id) }
    },
    decide: (c, { townId, open }) => decideAsk(townId, open, newId(c.var.at)),
    fields: async (c) => Wish.extend({ field: fields.choice(await choices(c)) }),
    again: (c, _, form) => ownCorrectionsPage(c, form),
    write: (tx, permit, wish, { personId }) => askCorrection(tx, permit, personId, wish),
    done: () => '/account/corrections?sent',
  })
}

async function ownCorrectionsPage(c: Ctx, form: Filled) {
  const { say, db, actor, today } = c.var
  const holder = await findHolder(db.read, actor.id)
  const body = (
    <OwnCorrectionsPage
      {...{ say, form }}
      choices={await choices(c)}
      holder={say.name(holder) || say.t.corrections.alliance}
      isFull={'refused' in decideAsk(holder.townId, await countOpen(db.read, actor.id), '')}
      mine={await readSection(db.read, 'corrections', actor.id, shown)}
      sentUntil={c.req.query('sent') === undefined ? undefined : dueOn(today)}
    />
  )
  const whole = { title: say.t.corrections.own.title, width: 'narrow', breadcrumb: underAccount(c), body } as const
  return page(c, whole, form.problems.length > 0 ? 422 : 200)
}
