/** The town's pledge: read in both languages, signed by a passkey that is bound to exactly this version. */
import { z } from 'zod'
import { findDocument, pledgeIn } from '../../../db/membership/town-documents.ts'
import { signPledge } from '../../../db/membership/vetting/apply.ts'
import { findMember, findVettingOf } from '../../../db/membership/vetting/find.ts'
import { dayOf } from '../../../policies/kernel/days.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideOwn, decideRenewal, decideStanding, renewalReason } from '../../../policies/membership/vetting.ts'
import { PledgePage } from '../../../views/membership/vetting/pledge.tsx'
import type { Filled } from '../../../views/parts/form-page.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { fillForm, formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { loadOwn, underVetting } from './load.ts'

export const pledge = routes()
const Signing = z.object({ document: fields.text(60), promise: z.literal('yes', { error: 'tick' }) })

pledge.get('/vetting/pledge', 'vetting.read', async (c) => {
  insist(c, decideStanding(c.var.actor))
  return pledgePage(c, fillForm(Signing))
})

formAct(pledge, 'vetting.pledge', {
  to: '/vetting/pledge',
  load: loadOwn,
  decide: (c, { facts }) => decideOwn('vetting.pledge', c.var.actor, facts),
  fields: Signing,
  // The form names the version that was read: what was published meanwhile is read first.
  check: (c, own, { data }) => {
    const { id } = found(own.pledge)
    return data && data.document !== id ? [{ field: 'promise', words: c.var.t.vetting.pledge.moved }] : []
  },
  ready: (_, own) => found(own.pledge),
  again: (c, _, form) => pledgePage(c, form, 422),
  proof: (_, { t, town, day }, own, { version, publishedAt }) => {
    const words = t.vetting.pledge
    return {
      title: words.proof,
      lead: words.proofLead,
      facts: [
        { term: words.town, value: town(own) },
        { term: words.version, value: words.versioned(version, day(dayOf(publishedAt))) },
      ],
      back: '/vetting/pledge',
    }
  },
  write: (tx, permit, document) => signPledge(tx, permit, document),
  done: () => '/vetting?pledge',
})

/** The version in force, and what may be done about it: sign it, begin the renewal that signing it takes, or only read. */
async function pledgePage(c: Ctx, form: Filled, status: 200 | 422 = 200) {
  const { db, actor, say, today } = c.var
  const own = await findVettingOf(db.read, actor.id)
  const member = await findMember(db.read, actor.id)
  const home = found(own?.status === 'open' ? own : (member ?? own))
  const document = await findDocument(db.read, home.townId, 'pledge')
  const maySign = own !== undefined && !isRefusal(decideOwn('vetting.pledge', actor, own.facts))
  const renewable = member !== undefined && !isRefusal(decideRenewal(actor, member, today))
  const signed = own?.steps.find(({ step, documentId }) => step === 'pledge' && documentId === document?.id)
  const body = (
    <PledgePage
      say={say}
      town={say.town(home)}
      document={document && { ...document, text: pledgeIn(document) }}
      offer={maySign ? 'sign' : renewable && renewalReason(member, today) === 'pledge' ? 'renew' : undefined}
      signedOn={signed?.doneOn}
      form={form}
    />
  )
  return page(c, { title: say.t.vetting.pledge.title, width: 'narrow', breadcrumb: underVetting(c), body }, status)
}
