/** The demo only: who is in the cast, and signing in as one of them, at a PC of one's own or at a centre. Not mounted otherwise. */
import { findActor } from '../../db/identity/people.ts'
import { findSharedPc } from '../../db/identity/shared-pcs.ts'
import { cast, isCastKey } from '../../db/seeds/cast.ts'
import { type Centre, centres } from '../../db/seeds/guarded.ts'
import { CastPage } from '../../views/demo.tsx'
import { startSession } from '../identity/session.ts'
import { putMark, sharedPcHere, takeMark } from '../identity/shared-mark.ts'
import type { Ctx } from '../kernel/context.ts'
import { BadRequest, found } from '../kernel/errors.tsx'
import { readTyped } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { newOnce } from '../kernel/seen.ts'

export const demo = routes()

demo.get('/demo', 'public', async (c) => {
  const { t, locale } = c.var
  const seats = await seatsHere(c)
  const members = Object.entries(cast).map(([key, person]) => ({
    key,
    name: locale === 'ja' ? person.name : person.romaji,
    kana: locale === 'ja' ? person.kana : undefined,
    role: t.roles[person.role],
    town: person.townId === null ? t.allTowns : locale === 'ja' ? person.town : person.townRomaji,
    comesFor: t.demo.comesFor[key as keyof typeof cast],
    // Whoever looks at content may have to sit somewhere for it.
    seats: person.role === 'worker' || person.role === 'manager' ? seats : seats.slice(0, 1),
  }))
  return page(c, { title: t.demo.title, body: <CastPage t={t.demo} cast={members} token={newOnce()} /> })
})

demo.post(
  '/demo/sign-in',
  'public',
  async (c) => {
    const { person: key, seat } = await readTyped(c)
    if (typeof key !== 'string' || !isCastKey(key)) throw new BadRequest('nobody of the cast')
    const person = found(await findActor(c.var.db.read, cast[key].id, c.var.at))
    const centre = (await centresHere(c)).find(({ id }) => id === seat)
    if (centre) putMark(c, centre.secret)
    if (seat === 'own') takeMark(c)
    await startSession(c, person, null, centre ? { sharedPcId: centre.id } : seat === 'own' ? { sharedPcId: null } : {})
    return c.redirect('/', 303)
  },
  'demo',
)

/** The demo's own PCs of centres, as long as nobody has taken them out. */
async function centresHere({ var: { db } }: Ctx): Promise<Centre[]> {
  const known = await Promise.all(centres.map(({ id }) => findSharedPc(db.read, id)))
  return centres.filter((_, i) => known[i] !== undefined && known[i].endedAt === null)
}

/** Who has made this browser a shared PC sits at it until they say otherwise; at a PC of the demo's nobody stays. */
async function seatsHere(c: Ctx) {
  const { t, locale } = c.var
  const here = await sharedPcHere(c)
  const isOther = here !== undefined && !centres.some(({ id }) => id === here.id)
  return [
    ...(isOther ? [{ value: 'here', label: t.demo.thisPc }] : []),
    { value: 'own', label: t.demo.ownPc },
    ...(await centresHere(c)).map(({ id, label, labelEn }) => ({ value: id, label: locale === 'ja' ? label : labelEn })),
  ]
}
