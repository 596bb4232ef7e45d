/** What was typed is not lost: a session that ended, another language, a draft that is left, going back after a problem. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, origin, type TestWorld } from '../support/run/world.ts'
import { destroyedPackage } from '../support/stories/ended.ts'
import { deliveredBy, draftPackage, publishedPackage } from '../support/stories/package.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const from = (page: string) => ({ referer: `${origin}${page}` })
const rows = () => world.engine.reader.selectFrom('keptForm').selectAll().execute()
const leadsTo = (answer: Response) => answer.headers.get('location')!
/** Where the sign-in leads that an answer asks for. */
const nextOf = (answer: Response) => new URL(leadsTo(answer), origin).searchParams.get('next')!
const here = (text: string) => /<main [^>]*data-here="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
const draft = async () => `/packages/${(await draftPackage(world)).id}/steps/1`
/** The same browser signs in again, as whoever it is. */
const again = async (browser: Browser, person: string) => browser.post('/demo/sign-in', { person })
const words = { title: '窓口の案内を作る', purpose: '来庁者のため', client: '' }

test('a form that comes after its session has ended is back once its writer has signed in again', async () => {
  const at = await draft()
  const yumi = await world.as('yumi')
  world.later(16)
  const answer = await yumi.post(at, { ...words, _once: 'token.drawnfrom', _proof: 'proof' }, from(at))
  expect([answer.status, nextOf(answer)]).toEqual([303, `${at}?kept=`])
  const [row] = await rows()
  expect(JSON.stringify(row)).not.toContain(words.title)
  await again(yumi, 'yumi')
  const text = await yumi.text(nextOf(answer))
  expect(text).toContain('入力した内容を戻しました')
  expect(text).toContain(`value="${words.title}"`)
  expect(text).toMatch(/name="_once" value="[\w-]+\.drawnfrom"/)
  expect(text).not.toContain('value="proof"')
  expect(await yumi.text(at), 'only where it was asked for').not.toContain(words.title)
  expect((await yumi.post(at, { ...words, _once: '' }, from(nextOf(answer)))).status).toBe(303)
  expect(await rows(), 'it came through').toEqual([])
})

test('nobody else who signs in there has it, nor its writer an hour later', async () => {
  const at = await draft()
  const yumi = await world.as('yumi')
  world.later(16)
  const next = nextOf(await yumi.post(at, words, from(at)))
  await again(yumi, 'makoto')
  expect(await yumi.text(next)).not.toContain(words.title)
  await again(yumi, 'yumi')
  expect(await yumi.text(next)).toContain(words.title)
  world.later(61)
  await again(yumi, 'yumi')
  expect(await yumi.text(next)).not.toContain(words.title)
})

test('what was sealed for one page and person opens for no other', async () => {
  const at = await draft()
  const yumi = await world.as('yumi')
  world.later(16)
  await yumi.post(at, words, from(at))
  const [row] = await rows()
  const place = { owner: { personId: row!.personId! }, page: at }
  expect(await world.forms.find(place, world.clock())).toContain(words.title)
  const other = { ...place, page: at.replace('/1', '/3') }
  await world.forms.keep(other, 'other words', world.clock(), 'hour')
  await world.engine.writer.updateTable('keptForm').set({ sealed: row!.sealed }).execute()
  expect(await world.forms.find(other, world.clock())).toBeUndefined()
})

test.each([
  ['was ended by its owner', (browser: Browser) => browser.post('/account/sessions/end-all', {})],
  ['ended more than an hour ago', async () => world.later(80)],
])('of a session that %s nothing is kept', async (_, end) => {
  const at = await draft()
  const yumi = await world.as('yumi')
  const token = yumi.cookies.get('__Host-session')!
  await end(yumi)
  yumi.cookies.set('__Host-session', token)
  expect((await yumi.post(at, words, from(at))).status).toBe(303)
  expect(await rows()).toEqual([])
})

test('a review with its points, lines that were added too, is back after the session ended', async () => {
  const lot = await deliveredBy(world, 'hana', await publishedPackage(world), 1)
  const page = `/assignments/${lot}/review`
  const daisuke = await world.as('daisuke')
  world.later(16)
  const said = { boxes: '5', 'criterion-1': '1', 'words-1': '番号を直す', 'criterion-5': '1', 'words-5': '五つ目の点' }
  const answer = await daisuke.post(`/assignments/${lot}/returns`, said, from(page))
  expect(nextOf(answer)).toBe(`${page}?kept=`)
  await again(daisuke, 'daisuke')
  const text = await daisuke.text(nextOf(answer))
  for (const typed of ['番号を直す', '五つ目の点']) expect(text).toContain(typed)
})

test('of a form with a file the words come back, and that the file does not is said', async () => {
  const pkg = await publishedPackage(world)
  const lot = await deliveredBy(world, 'hana', pkg, 1)
  const page = `/assignments/${lot}`
  const hana = await world.as('hana')
  world.later(61)
  const file = new File(['行番号\n1\n'], 'list.csv')
  const answer = await hana.post(`${page}/submission`, { note: '三行目は空きです', file }, from(page))
  await again(hana, 'hana')
  const text = await hana.text(nextOf(answer))
  expect(text).toContain('ファイルは、もう一度選んでください。')
  expect(text).toMatch(new RegExp(`data-kept="${page}/submission" data-typed="[^"]*三行目は空きです`))
})

test('an individual number, a proof, and cells of a list, are kept for no minute', async () => {
  const at = await draft()
  const yumi = await world.as('yumi')
  world.later(16)
  await yumi.post(at, { ...words, purpose: '番号は123456789018です', _once: 'once.version', _proof: 'proof' }, from(at))
  const place = { owner: { personId: (await rows())[0]!.personId! }, page: at }
  const kept = JSON.parse((await world.forms.find(place, world.clock()))!)
  expect(kept.typed).toEqual({ ...words, purpose: '' })
  await world.forms.drop(place)
  const lot = await deliveredBy(world, 'hana', await publishedPackage(world), 1)
  const hana = await world.as('hana')
  world.later(61)
  await hana.post(`/assignments/${lot}/entries`, { row: '1', 'cell-1': '秘密' }, from(`/assignments/${lot}`))
  expect(await rows()).toEqual([])
})

test('a change of language keeps the form, also of somebody who is not signed in', async () => {
  const at = await draft()
  const yumi = await world.as('yumi')
  const change = { locale: 'en', action: at, said: new URLSearchParams({ ...words, _once: 'token.before' }).toString() }
  const text = await yumi.text(leadsTo(await yumi.post('/locale', change, from(at))))
  for (const part of [words.title, 'lang="en"', '.before"']) expect(text).toContain(part)
  const stranger = world.stranger()
  const said = new URLSearchParams({ name: '辻 花子', places: 'home' }).toString()
  const to = leadsTo(await stranger.post('/locale', { locale: 'en', action: '/join', said }, from('/join')))
  const filled = /data-kept="\/join" data-typed="[^"]*辻 花子/
  expect(await stranger.text(to)).toMatch(filled)
  expect(await stranger.text(to), 'given out once').not.toMatch(filled)
})

test('the answer to a form has an address, at which all that was typed stands with its problems in any language', async () => {
  const at = await draft()
  const yumi = await world.as('yumi')
  const answer = await yumi.post(at, { ...words, title: '' }, from(at))
  const back = here(await answer.text())!
  expect([answer.status, back]).toEqual([422, `${at}?kept=`])
  expect(await yumi.text(back)).toMatch(/入力内容を確かめてください[\s\S]*来庁者のため/)
  await yumi.post('/locale', { locale: 'en' }, from(back))
  expect(await yumi.text(back)).toMatch(/There is a problem[\s\S]*来庁者のため/)
  expect(here(await yumi.text(at)), 'a page that was asked for has its own').toBeUndefined()
})

test('who is asked for the passkey may go back to the form, and nothing waits there once it is done', async () => {
  const at = '/towns/202151/networks'
  const yumi = await world.as('yumi')
  const said = { range: '203.0.113.0/28', label: '広丘のセンター' }
  const asked = await yumi.post(at, said, from(`${at}/new`))
  const text = await asked.text()
  expect([asked.status, here(text)]).toEqual([200, `${at}/new?kept=`])
  expect(text).toContain('name="_proof"')
  expect(await yumi.text(`${at}/new?kept=`)).toContain('広丘のセンター')
  expect((await yumi.post(at, { ...said, _proof: 'demo' }, from(`${at}/new?kept=`))).status).toBe(303)
  expect(await rows()).toEqual([])
})

const leave = (browser: Browser, at: string, fields: object) => browser.post(at, { ...fields } as never, from(at))
test('a draft is left half filled, and its writer finds it whenever they return; what is good is saved', async () => {
  const at = await draft()
  const pkg = at.replace('/steps/1', '')
  const yumi = await world.as('yumi')
  const answer = await yumi.post(at, { ...words, title: '', _go: pkg }, from(`${at}?kept=`))
  expect([answer.status, leadsTo(answer)]).toEqual([303, pkg])
  world.later(20 * 24 * 60)
  await again(yumi, 'yumi')
  const text = await yumi.text(at)
  expect(text).toContain('来庁者のため')
  expect(text).toContain('入力内容を確かめてください')
  const good = await leave(yumi, at, { ...words, _go: `${pkg}/steps/5` })
  expect([good.status, leadsTo(good)]).toEqual([303, `${pkg}/steps/5`])
  expect(await rows()).toEqual([])
  expect(await yumi.text(at)).toContain(`value="${words.title}"`)
  const audit = (await world.audit()).filter(({ act }) => act === 'package.edit').length
  expect(leadsTo(await leave(yumi, at, { ...words, _go: `${pkg}/steps/3` }))).toBe(`${pkg}/steps/3`)
  expect(
    (await world.audit()).filter(({ act }) => act === 'package.edit'),
    'nothing was changed',
  ).toHaveLength(audit)
})

test('a draft leads to places of ours only', async () => {
  const at = await draft()
  const answer = await leave(await world.as('yumi'), at, { ...words, _go: '//elsewhere.example/' })
  expect(leadsTo(answer)).toBe('/')
})

test('a package that is not begun yet waits as well', async () => {
  const yumi = await world.as('yumi')
  const answer = await yumi.post('/packages', { ...words, title: '', _go: '/packages' }, from('/packages/new'))
  expect(leadsTo(answer)).toBe('/packages')
  expect(await yumi.text('/packages/new')).toContain('来庁者のため')
})

test('a destruction takes what people were typing, and leaves drafts', async () => {
  const owner = { personId: world.cast.yumi.id }
  await world.forms.keep({ owner, page: '/a' }, 'words', world.clock(), 'hour')
  await world.forms.keep({ owner, page: '/b' }, 'words', world.clock(), 'draft')
  await destroyedPackage(world)
  expect(await world.forms.find({ owner, page: '/b' }, world.clock())).toBe('words')
  expect(await rows()).toHaveLength(1)
})

test('of a person thirty pages are kept, the newest', async () => {
  const yumi = world.cast.yumi.id
  for (let i = 0; i < 33; i++) {
    world.later(1)
    await world.forms.keep({ owner: { personId: yumi }, page: `/${i}` }, 'words', world.clock(), 'hour')
  }
  expect(await rows()).toHaveLength(30)
  expect(await world.forms.find({ owner: { personId: yumi }, page: '/32' }, world.clock())).toBe('words')
  expect(await world.forms.find({ owner: { personId: yumi }, page: '/2' }, world.clock())).toBeUndefined()
})

test('a session says how long it has, and is renewed on request', async () => {
  const yumi = await world.as('yumi')
  const left = async () => Number(/data-left="(\d+)"/.exec(await yumi.text('/account'))?.[1])
  expect(await left()).toBe(15 * 60)
  world.later(3)
  expect(await left()).toBe(12 * 60)
  world.later(10)
  const answer = await yumi.post('/account/sessions/renewal')
  expect(await answer.json()).toEqual({ left: 15 * 60 })
  world.later(14)
  expect((await yumi.get('/account')).status).toBe(200)
  world.later(16)
  expect((await yumi.post('/account/sessions/renewal')).status).toBe(303)
})
