// Whatever people type is text: a polyglot in every field of the main forms never becomes an element, an attribute or an address.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { attributes, tags } from '../support/outside/tags.ts'
import { crawl, type Visit } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { acceptedBy, csvFile, csvOf, deliveredBy, offeredTo, publishedPackage, readyPackage } from '../support/stories/package.ts'

/** Breaks out of text, of quoted and bare attributes, of titles, comments, scripts and addresses; `name` says which field it was. */
const evil = (name: string) =>
  `xq-${name}'"\`><xq-element xq-attribute=1><img src=x onerror=xq()></textarea></title></script>--><svg onload=xq()>\${7*7}{{7*7}}javascript:xq()`

let world: TestWorld
const visits: Visit[] = []
const sent = new Set<string>()
const field = (name: string) => {
  sent.add(name)
  return evil(name)
}

beforeAll(async () => {
  world = await newWorld()
  const by = Object.fromEntries(
    await Promise.all((Object.keys(cast) as CastKey[]).map(async (who) => [who, await world.as(who)] as const)),
  ) as Record<CastKey, Awaited<ReturnType<TestWorld['as']>>>
  const post = async (who: CastKey, path: string, fields: Record<string, string | string[] | File>) => {
    const answer = await by[who].post(path, fields)
    expect([who, path, answer.status]).toEqual([who, path, 303])
  }
  // A path is cut off a file's name, and browsers send a quotation mark in it as %22.
  const fileName = (name: string) => `${field(name).replace(/[/\\]/g, '')}.csv`
  const short = (name: string) => field(name).slice(0, 98)

  // Cut before a word that would stand next to the quotation mark of a field's own value.
  const town = { name: field('town-name').slice(0, 18), kana: 'マツモトシ', romaji: 'Matsumoto' }
  await post('makoto', '/towns', { code: '202029', ...town })
  const body = { name: short('body-name'), address: field('body-address').slice(0, 199), contact: field('body-contact') }
  await post('makoto', '/towns/202151/operating-body', body)
  const names = { name: field('person').slice(0, 60), kana: 'エックス', romaji: 'X', email: '', locale: 'ja' }
  const worker = { kind: 'worker', town: '202151', places: ['home'], weeklyHours: '10', clearance: '1' }
  await post('yumi', '/people', { ...names, ...worker })
  await post('reiko', '/courses', { name: field('course').slice(0, 80), nameEn: 'English', validMonths: '' })
  await post('reiko', '/courses/security/sessions', {
    onDay: '2026-12-01',
    startsAt: '10:00',
    place: field('place').slice(0, 80),
  })

  const what = { title: short('draft-title'), purpose: field('draft-purpose'), client: short('draft-client') }
  await post('yumi', '/packages', what)
  const [draft] = await world.engine.reader.selectFrom('package').select('id').where('title', '=', what.title).execute()
  const list = csvFile(
    csvOf(1, 8, (row) => row.with(1, `"${field('cell').replaceAll('"', '""')}"`)),
    fileName('list-name'),
  )
  await post('yumi', `/packages/${draft!.id}/steps/2`, { file: list })
  await vi.waitFor(async () => expect(await by.yumi.text(`/packages/${draft!.id}/steps/2`)).toContain('xq-cell'), 40_000)
  await post('yumi', `/packages/${draft!.id}/steps/3`, { brief: field('draft-brief'), criteria: field('draft-criterion') })
  const returned = await readyPackage(world, { title: '戻す案件' })
  await post('daisuke', `/packages/${returned.id}/returns`, { words: field('send-back') })
  const cancelled = await readyPackage(world, { title: '取り下げる案件' })
  await post('yumi', `/packages/${cancelled.id}/withdrawal`, { reason: '' })

  const pkg = await publishedPackage(world, {
    title: short('title'),
    purpose: field('purpose'),
    client: short('client'),
    brief: field('brief'),
    criteria: [field('criterion')],
    rows: 20,
  })
  await post('hana', `/work/${pkg.id}/application`, { lotsWished: '1', note: field('note') })
  const lot = await deliveredBy(world, 'hana', pkg, 1)
  const points = { 'criterion-1': '1', 'row-1': '', 'words-1': field('point'), words: field('verdict') }
  await post('daisuke', `/assignments/${lot}/returns`, points)
  const again = csvFile(
    csvOf(1, 4, (row) => row.with(1, `"${field('changed').replaceAll('"', '""')}"`)),
    fileName('file'),
  )
  await post('hana', `/assignments/${lot}/submission`, { file: again, note: field('delivery') })
  // One stays returned, so that its points are met where they are to be mended too.
  await post('daisuke', `/assignments/${await deliveredBy(world, 'hana', pkg, 4)}/returns`, points)
  const back = await acceptedBy(world, 'ken', pkg, 2)
  await post('ken', `/assignments/${back}/hand-back`, { reason: field('hand-back') })
  const declined = await offeredTo(world, 'ken', pkg, 3)
  await post('ken', `/assignments/${declined}/refusal`, { reason: field('refusal') })

  const searches = [
    `/people?q=${encodeURIComponent(field('search'))}`,
    `/courses/security?q=${encodeURIComponent(evil('search'))}`,
  ]
  for (const who of Object.keys(by) as CastKey[]) visits.push(...(await crawl(by[who], 20)))
  for (const [who, path] of [
    ['yumi', searches[0]!],
    ['reiko', searches[1]!],
  ] as const) {
    const answer = await by[who].get(path)
    visits.push({ path, status: answer.status, headers: answer.headers, text: await answer.text() })
  }
  // A refused form gives back what was typed.
  const refused = await by.yumi.post('/packages', { title: '', purpose: field('typed'), client: '' })
  visits.push({ path: '/packages', status: refused.status, headers: refused.headers, text: await refused.text() })
}, 120_000)
afterAll(() => world.close())

const pages = () => visits.filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'))

test('every field that was sent is shown somewhere, as text', () => {
  const all = pages()
    .map(({ text }) => text)
    .join('')
  expect([...sent].filter((name) => !new RegExp(`xq-${name}&#39;(&quot;|%22)`).test(all))).toEqual([])
})

test('nothing that was typed has become an element, an attribute or an address', () => {
  for (const { path, text } of pages()) {
    const made = tags(text).filter(
      ({ name, has }) => /^xq|^img$/.test(name) || Object.keys(has).some((key) => /^(xq|on)/.test(key)),
    )
    expect([path, made]).toEqual([path, []])
    expect([path, text.match(/<xq|<img|onload=xq\(\)>|<\/script>-->|xq-[a-z-]+'|xq-[a-z-]+"/g)]).toEqual([path, null])
    expect(attributes(text, ['href', 'src', 'action']).filter((address) => !/^(\/(?!\/)|#)/.test(address))).toEqual([])
    expect(text).not.toContain('49{{7*7}}')
  }
})
