/** The certificate of destruction (廃棄証明): to read and print, and as the very text that was hashed. */
import type { FoundDestruction } from '../../db/destructions/find.ts'
import type { Certificate } from '../../db/destructions/finish.ts'
import { fromJson } from '../../db/schema.ts'
import { decideDestructionRead } from '../../policies/destructions.ts'
import { CertificatePage } from '../../views/destructions/certificate.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { page } from '../page.tsx'
import { routes } from '../routes.ts'
import { load, placeOf, trailOf } from './load.tsx'

export const certificates = routes()
const { get } = certificates

/** Only what is done has one. */
async function ready(c: Ctx): Promise<FoundDestruction & { certificate: string }> {
  const one = await load(c)
  insist(c, decideDestructionRead(c.var.actor, one.facts))
  return { ...one, certificate: found(one.facts.stage === 'done' ? one.certificate : undefined) }
}

get('/packages/:id/certificate', 'destruction.read', async (c) => {
  const one = await ready(c)
  const { t, locale, today } = c.var
  const certificate = fromJson(one.certificate) as unknown as Certificate
  const body = <CertificatePage t={t} locale={locale} today={today} certificate={certificate} sha256={one.sha256!} />
  const breadcrumb = trailOf(c, one, { href: placeOf(one), label: t.destructions.title })
  return page(c, { title: `${t.destructions.certificate.title} ${one.number}`, breadcrumb, body })
})

get('/packages/:id/certificate/text', 'destruction.read', async (c) => {
  const one = await ready(c)
  const name = encodeURIComponent(`${one.number}_${c.var.t.destructions.certificate.title}.json`)
  return c.body(one.certificate, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="certificate.json"; filename*=UTF-8''${name}`,
  })
})
