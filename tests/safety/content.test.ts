// The one way to content: every obligation is carried out first, nothing comes out for another package, and nothing without a touch.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Broken } from '../../db/files/sealing.ts'
import { keepOpening } from '../../db/safety/openings.ts'
import {
  type Allow,
  decideOpening,
  fulfil,
  inside,
  type Obligation,
  obligations,
  openedAgo,
  openingMinutes,
  Unfulfilled,
} from '../../policies/safety/access.ts'
import { attachment } from '../../server/kernel/attachment.ts'
import { forgetOpenings } from '../../server/kernel/clockwork.ts'
import { newWorld, now, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, deliveredBy, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const mark = { reader: '渡辺 健', town: '塩尻市', minute: '2026年11月21日 12:00' }
const done = { log: { chain: '202151', seq: 1 }, noStore: true, mark, proved: true, reason: 'handover', townTold: true } as const
const id = '01910000-0000-7000-8000-0000000000aa'
const allow = (...asked: Obligation[]): Allow => ({ use: 'download', obligations: asked })

/** What carries out each obligation: without it the opening is not handed out. */
const carries: Record<Obligation, Partial<Record<keyof typeof done, undefined>>> = {
  log: { log: undefined },
  'no-store': { noStore: undefined },
  watermark: { mark: undefined },
  'step-up': { proved: undefined },
  reason: { reason: undefined },
  'notify-town': { townTold: undefined },
  'view-only': {},
}
test.each(obligations)('%s that was forgotten opens nothing', (obligation) => {
  const form = obligation === 'view-only' ? 'file' : 'page'
  const undone = { ...done, ...carries[obligation] } as unknown as Parameters<typeof fulfil>[3]
  expect(() => fulfil(allow(obligation), id, form, undone)).toThrow(Unfulfilled)
  expect(fulfil(allow(obligation), id, 'page', done)).toMatchObject({ packageId: id, form: 'page', mark })
})
test('what may be opened is not thereby a file', () => {
  expect(() => fulfil({ use: 'open', obligations: [] }, id, 'file', done)).toThrow(Unfulfilled)
  expect(() => fulfil({ use: 'open', obligations: ['view-only'] }, id, 'text', done)).toThrow(Unfulfilled)
})
test('a mark without a name, a town or a minute is none', () => {
  for (const missing of ['reader', 'town', 'minute'] as const)
    expect(() => fulfil(allow('watermark'), id, 'page', { ...done, mark: { ...mark, [missing]: '' } })).toThrow(Unfulfilled)
})

test('the store opens nothing of another package, whatever key is asked for', async () => {
  const [one, other] = [await publishedPackage(world), await publishedPackage(world)]
  const read = async (packageId: string) => {
    const parts: Uint8Array[] = []
    for await (const part of world.store.read(inside(packageId), one.storageKey)) parts.push(part)
    return Buffer.concat(parts).toString()
  }
  expect(await read(one.id)).toContain('店舗1')
  await expect(read(other.id)).rejects.toThrow(Broken)
  const sealed = await world.store.sealText(one.id, '店舗1')
  expect(await world.store.openText(inside(one.id), sealed)).toBe('店舗1')
  await expect(world.store.openText(inside(other.id), sealed)).rejects.toThrow(Broken)
})

test('what was opened to be shown does not compile as an attachment', () => {
  const shown = world.store.read(fulfil({ use: 'open', obligations: [] }, id, 'page', done), 'x'.repeat(24))
  // @ts-expect-error content that may only be shown never leaves as a file
  const leave = () => attachment({} as never, 'a.csv', shown, { stillOpen: async () => true })
  expect([leave, shown.form]).toEqual([leave, 'page'])
})

test('an opening closes when nobody has looked for a while, and after its hour however busy', () => {
  const at = (minute: number) => new Date(Date.parse(now) + minute * 60_000).toISOString()
  const opening = { provedAt: at(0), usedAt: at(3) }
  expect(openedAgo(opening, Date.parse(at(5)))).toBe(2)
  expect(openedAgo({ provedAt: at(0), usedAt: at(openingMinutes) }, Date.parse(at(openingMinutes)))).toBe(0)
  expect(openedAgo({ provedAt: at(0), usedAt: at(openingMinutes) }, Date.parse(at(openingMinutes + 1)))).toBe(
    Number.POSITIVE_INFINITY,
  )
  expect(openedAgo(undefined, Date.parse(now))).toBe(Number.POSITIVE_INFINITY)
})

test('a download of class 2 is recorded before its first byte, with how and where from', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const assignment = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  const answer = await hana.get(`/assignments/${assignment}/rows`)
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
  const [record] = (await world.audit()).filter(({ act, subjectId }) => act === 'assignment.download' && subjectId === assignment)
  expect(JSON.parse(record!.detail)).toMatchObject({ use: 'download', form: 'file', place: 'home', lot: 1 })
  expect(await answer.text()).toContain('店舗1')
})

test('what is read of class 2 is recorded once for each reader and day; class 1 is read without a record', async () => {
  const briefs = async (dataClass: '1' | '2') => {
    const pkg = await publishedPackage(world, { dataClass })
    const assignment = await acceptedBy(world, 'hana', pkg, 1)
    const hana = await world.as('hana')
    for (let i = 0; i < 3; i++) expect(await (await hana.get(`/assignments/${assignment}`)).text()).toContain('公式サイトを開き')
    return (await world.audit()).filter(({ act, subjectId }) => act === 'assignment.read-brief' && subjectId === assignment)
      .length
  }
  expect([await briefs('1'), await briefs('2')]).toEqual([0, 1])
})

test('class 2 asks for the passkey again when it was last touched more than eight hours ago', async () => {
  const pkg = await publishedPackage(world, { dataClass: '2' })
  const assignment = await acceptedBy(world, 'hana', pkg, 1)
  const hana = await world.as('hana')
  // A session that stays in use: the proof is what grows old.
  for (let hour = 0; hour < 16; hour++) {
    world.later(30)
    await hana.get('/')
  }
  expect((await hana.get(`/assignments/${assignment}/rows`)).status).toBe(200)
  world.later(2)
  const asked = await hana.get(`/assignments/${assignment}/rows`)
  expect([asked.status, asked.headers.get('location')]).toEqual([
    303,
    `/step-up?next=${encodeURIComponent(`/assignments/${assignment}/rows`)}`,
  ])
})

test('an opening is noted for one session and one package, and taken away by the clock once its hour is over', async () => {
  const pkg = await publishedPackage(world)
  const about = { token: 'token', packageId: pkg.id, personId: world.cast.ken.id, reason: '' }
  await keepOpening(world.db, about, world.clock())
  await keepOpening(world.db, { ...about, reason: 'handover' }, world.clock())
  const rows = await world.engine.reader.selectFrom('opening').selectAll().where('packageId', '=', pkg.id).execute()
  expect(rows).toMatchObject([{ reason: 'handover', personId: world.cast.ken.id }])
  expect(JSON.stringify(rows)).not.toContain('"token"')
  world.later(openingMinutes)
  expect(await forgetOpenings(world)).toBe(0)
  world.later(1)
  expect(await forgetOpenings(world)).toBe(1)
  expect(await world.engine.reader.selectFrom('opening').selectAll().execute()).toEqual([])
})

test('who may not open it may not prove themselves for it either', async () => {
  const refused = { refused: 'closed', unmet: ['frozen'] } as const
  expect(decideOpening(refused, { id, townId: '202151' })).toBe(refused)
  const pkg = await publishedPackage(world)
  const akira = await world.as('akira')
  const made = `/openings/${id}?use=open&next=/`
  const [real, madeUp] = [await akira.get(`/openings/${pkg.id}?use=open&next=/`), await akira.get(made)]
  expect([real.status, madeUp.status]).toEqual([404, 404])
  const withoutNames = async (answer: Response) => (await answer.text()).replace(/[\w-]{22,}/g, '')
  expect(await withoutNames(real)).toBe(await withoutNames(madeUp))
})

test('a page reads the facts of access once, however many of its parts ask the rule', async () => {
  const id = await deliveredBy(world, 'ken', await publishedPackage(world), 1)
  const browser = await world.as('ken')
  const read = vi.spyOn(world.db.read, 'selectFrom')
  expect((await browser.get(`/assignments/${id}`)).status).toBe(200)
  expect(read.mock.calls.filter(([from]) => (from as unknown) === 'assignment')).toHaveLength(1)
  read.mockRestore()
})
