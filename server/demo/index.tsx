/** The demo only: who is in the cast, and signing in as one of them. These routes are not mounted otherwise. */
import { findActor } from '../../db/people.ts'
import { cast, isCastKey } from '../../db/seeds/cast.ts'
import { CastPage } from '../../views/demo.tsx'
import { BadRequest, found } from '../errors.tsx'
import { readTyped } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { startSession } from '../session.ts'

export const demo = routes()

demo.get('/demo', 'public', (c) => {
  const { t, locale } = c.var
  const members = Object.entries(cast).map(([key, person]) => ({
    key,
    name: locale === 'ja' ? person.name : person.romaji,
    kana: locale === 'ja' ? person.kana : undefined,
    role: t.roles[person.role],
    town: person.townId === null ? t.allTowns : locale === 'ja' ? person.town : person.townRomaji,
    comesFor: t.demo.comesFor[key as keyof typeof cast],
  }))
  return page(c, { title: t.demo.title, body: <CastPage t={t.demo} cast={members} token={newOnce()} /> })
})

demo.post('/demo/sign-in', 'public', async (c) => {
  const { person: key } = await readTyped(c)
  if (typeof key !== 'string' || !isCastKey(key)) throw new BadRequest('nobody of the cast')
  const person = found(await findActor(c.var.db.read, cast[key].id, c.var.at))
  await startSession(c, person, null)
  return c.redirect('/', 303)
})
