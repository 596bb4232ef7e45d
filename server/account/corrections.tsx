/** Asking for one's own data to be put right, and what came of it. */
import { z } from 'zod'
import { askCorrection, countOpen, findHolder } from '../../db/corrections.ts'
import { newId } from '../../db/ids.ts'
import { readSection } from '../../db/own-data/read.ts'
import { findWorker } from '../../db/people.ts'
import { correctable, correctableBy, decideAsk, dueOn } from '../../policies/corrections.ts'
import { decideAccount } from '../../policies/people.ts'
import { OwnCorrectionsPage } from '../../views/account/corrections.tsx'
import type { Problem } from '../../views/forms.tsx'
import { ownAccount } from '../challenges.ts'
import type { Ctx } from '../context.ts'
import { insist } from '../errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import type { routes } from '../routes.ts'
import { underAccount } from './under.ts'

const shown = 50

export function correcting({ get, post }: ReturnType<typeof routes>) {
  get('/account/corrections', 'account.read-data', async (c) => {
    insist(c, decideAccount('account.read-data', c.var.actor, await ownAccount(c)))
    return ownCorrectionsPage(c, {}, [])
  })

  post('/account/corrections', 'correction.ask', async (c) => {
    const { actor, db, at } = c.var
    const { townId } = await findHolder(db.read, actor.id)
    const permit = insist(c, decideAsk(townId, await countOpen(db.read, actor.id), newId(at)))
    const typed = await readTyped(c)
    const form = checkForm(c, typed, Wish.extend({ field: fields.choice(await choices(c)) }))
    if (!form.ok) return ownCorrectionsPage(c, typed, form.problems)
    return commit(c, '/account/corrections?sent', (tx) => askCorrection(tx, permit, actor.id, form.data))
  })
}

const Wish = z.object({ field: fields.choice(correctable), wish: fields.text(500) })

async function choices(c: Ctx) {
  const profile = await findWorker(c.var.db.read, c.var.actor.id)
  return correctableBy(profile !== undefined) as typeof correctable
}

async function ownCorrectionsPage(c: Ctx, typed: Typed, problems: readonly Problem[]) {
  const { t, locale, db, actor, today } = c.var
  const holder = await findHolder(db.read, actor.id)
  return page(
    c,
    {
      title: t.corrections.own.title,
      width: 'narrow',
      breadcrumb: underAccount(c),
      body: (
        <OwnCorrectionsPage
          t={t}
          locale={locale}
          choices={await choices(c)}
          holder={(locale === 'ja' ? holder.name : holder.romaji) ?? t.corrections.alliance}
          isFull={'refused' in decideAsk(holder.townId, await countOpen(db.read, actor.id), '')}
          mine={await readSection(db.read, 'corrections', actor.id, shown)}
          sentUntil={c.req.query('sent') === undefined ? undefined : dueOn(today)}
          typed={typed}
          problems={problems}
          token={newOnce()}
        />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}
