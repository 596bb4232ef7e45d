/** The certificate of destruction (廃棄証明): to read and print, and as the very text that was hashed. */

import { fromJson } from '../../../db/kernel/schema.ts'
import type { FoundDestruction } from '../../../db/safety/destructions/find.ts'
import { type Certificate, holdsTitle } from '../../../db/safety/destructions/finish.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideCertificateText, decideDestructionRead } from '../../../policies/safety/destructions.ts'
import { CertificatePage } from '../../../views/safety/destructions/certificate.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { load, placeOf, trailOf } from './load.tsx'

export const certificates = routes()
const { get } = certificates

/** Only what is done has one. */
async function ready(c: Ctx) {
  const one = await load(c)
  insist(c, decideDestructionRead(c.var.actor, one.facts))
  const text = found(one.facts.stage === 'done' ? one.certificate : undefined)
  const certificate = fromJson(text) as unknown as Certificate
  return { one, text, certificate, decision: decideText(c, one, certificate) }
}
const decideText = (c: Ctx, { facts }: FoundDestruction, certificate: Certificate) =>
  decideCertificateText(c.var.actor, { ...facts, holdsTitle: holdsTitle(certificate) })

get('/packages/:id/certificate', 'destruction.read', async (c) => {
  const { one, certificate, decision } = await ready(c)
  const { say, today } = c.var
  const words = say.t.destructions
  const body = (
    <CertificatePage
      say={say}
      today={today}
      title={one.title}
      certificate={certificate}
      sha256={one.sha256!}
      givesText={!isRefusal(decision)}
    />
  )
  const breadcrumb = trailOf(c, one, { href: placeOf(one), label: words.title })
  return page(c, { title: `${words.certificate.title} ${one.number}`, breadcrumb, body })
})

get('/packages/:id/certificate/text', 'destruction.read', async (c) => {
  const { one, text, decision } = await ready(c)
  insist(c, decision)
  const name = encodeURIComponent(`${one.number}_${c.var.t.destructions.certificate.title}.json`)
  return c.body(text, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="certificate.json"; filename*=UTF-8''${name}`,
  })
})
