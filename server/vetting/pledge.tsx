/** The town's pledge: read in both languages, signed by a passkey that is bound to exactly this version. */
import { z } from 'zod'
import { findDocument, pledgeIn } from '../../db/town-documents.ts'
import { signPledge } from '../../db/vetting/apply.ts'
import { findMember, findVettingOf } from '../../db/vetting/find.ts'
import { dayOf } from '../../policies/days.ts'
import { isRefusal } from '../../policies/decision.ts'
import { decideOwn, decideRenewal, decideStanding, renewalReason } from '../../policies/vetting.ts'
import { formatDay } from '../../views/format.ts'
import type { Problem } from '../../views/forms.tsx'
import { PledgePage } from '../../views/vetting/pledge.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { commit, fields, readForm } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'

export const pledge = routes()
const { get, post } = pledge

get('/vetting/pledge', 'vetting.read', async (c) => {
  insist(c, decideStanding(c.var.actor))
  return pledgePage(c, [])
})

const Signing = z.object({ document: fields.text(60), promise: z.literal('yes', { error: 'tick' }) })
post('/vetting/pledge', 'vetting.pledge', async (c) => {
  const { db, actor, say, t, locale } = c.var
  const own = found(await findVettingOf(db.read, actor.id))
  const permit = insist(c, decideOwn('vetting.pledge', actor, own.facts))
  const document = found(own.pledge)
  const form = await readForm(c, Signing)
  if (!form.ok) return pledgePage(c, form.problems)
  // The form names the version that was read: what was published meanwhile is read first.
  if (form.data.document !== document.id) return pledgePage(c, [{ field: 'promise', words: t.vetting.pledge.moved }])
  const words = t.vetting.pledge
  const asked = await askProof(c, permit, form.typed, {
    title: words.proof,
    lead: words.proofLead,
    facts: [
      { term: words.town, value: say.town(own) },
      { term: words.version, value: words.versioned(document.version, say.day(dayOf(document.publishedAt))) },
    ],
    back: '/vetting/pledge',
  })
  return asked ?? commit(c, '/vetting?pledge', (tx) => signPledge(tx, permit, document))
})

/** The version in force, and what may be done about it: sign it, begin the renewal that signing it takes, or only read. */
async function pledgePage(c: Ctx, problems: readonly Problem[]) {
  const { db, actor, say, t, locale, today } = c.var
  const own = await findVettingOf(db.read, actor.id)
  const member = await findMember(db.read, actor.id)
  const home = found(own?.status === 'open' ? own : (member ?? own))
  const document = await findDocument(db.read, home.townId, 'pledge')
  const maySign = own !== undefined && !isRefusal(decideOwn('vetting.pledge', actor, own.facts))
  const renewable = member !== undefined && !isRefusal(decideRenewal(actor, member, today))
  const signed = own?.steps.find(({ step, documentId }) => step === 'pledge' && documentId === document?.id)
  return page(
    c,
    {
      title: t.vetting.pledge.title,
      width: 'narrow',
      breadcrumb: trail(c, { href: '/vetting', label: t.nav.vetting }),
      body: (
        <PledgePage
          say={say}
          town={say.town(home)}
          document={document && { ...document, text: pledgeIn(document) }}
          offer={maySign ? 'sign' : renewable && renewalReason(member, today) === 'pledge' ? 'renew' : undefined}
          signedOn={signed?.doneOn}
          problems={problems}
          token={newOnce()}
        />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}
