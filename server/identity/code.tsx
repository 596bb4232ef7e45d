/** A one-time code on a page, shown once: as a QR for a camera, as a link, and to be typed. */
import QRCode from 'qrcode'
import { minutesAfter } from '../../db/kernel/time.ts'
import { enrolmentMinutes } from '../../policies/identity/people.ts'
import { EnrolmentPage, type Named } from '../../views/membership/people.tsx'
import type { Messages } from '../../views/messages/index.ts'
import type { Crumb } from '../../views/parts/navigation.tsx'
import type { Ctx } from '../kernel/context.ts'
import { page } from '../kernel/page.tsx'

/** What a page needs to hand a code over; the code is nowhere else. */
export async function codeFacts({ var: { config, at } }: Ctx, code: string, minutes: number) {
  const address = `${config.origin}/enrol`
  const link = `${address}#${code}`
  const qr = await QRCode.toString(link, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' })
  return { code, link, address, qr, until: minutesAfter(at, minutes) }
}

type Handed = {
  readonly person: Named
  readonly code: string
  /** Where the desk goes once the code is handed over. */
  readonly back: string
  readonly breadcrumb: readonly Crumb[]
  readonly words?: Messages['people']['enrolment']
}
/** The desk's page: the person opposite reads the code with their own device, within minutes. */
export async function codePage(c: Ctx, { person, code, back, breadcrumb, words = c.var.t.people.enrolment }: Handed) {
  const { say } = c.var
  const facts = await codeFacts(c, code, enrolmentMinutes.counter)
  return page(c, {
    title: words.title(say.name(person)),
    width: 'narrow',
    breadcrumb,
    body: <EnrolmentPage say={say} t={words} person={person} back={back} {...facts} />,
  })
}
