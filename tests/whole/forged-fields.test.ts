// Fields that no form of ours has (somebody's role, a town, a price, a status) change nothing when they are sent all the same.
import { expect, test } from 'vitest'
import { type CastKey, cast } from '../../db/seeds/cast.ts'
import { jobsDone } from '../../server/kernel/jobs.ts'
import type { Browser } from '../support/run/browser.ts'
import { dump } from '../support/run/crawl.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { csvFile, csvOf } from '../support/stories/package.ts'

/** Real values, so that each would be believed: the columns of the tables that the forms write. */
const forged = {
  id: '01910000-0000-7000-8000-0000000000aa',
  role: 'secretariat',
  townId: '203246',
  town_id: '203246',
  status: 'approved',
  number: 'R8-9999',
  price: '987654',
  unit_price: '987654',
  personId: cast.ken.id,
  workerId: cast.ken.id,
  packageId: cast.ken.id,
  lotId: cast.ken.id,
  createdBy: cast.ken.id,
  offeredBy: cast.ken.id,
  recordedBy: cast.akira.id,
  actor: cast.akira.id,
  grantedBy: cast.akira.id,
  createdAt: '2020-01-01T00:00:00.000Z',
  raisedAt: '2020-01-01T00:00:00.000Z',
  acceptedAt: '2020-01-01T00:00:00.000Z',
  paymentOn: '2020-01-01',
  offerEndsOn: '2030-01-01',
  validUntil: '2099-01-01',
  fromOn: '2020-01-01',
  vettedBy: cast.akira.id,
  version: '99',
  lotsFree: '99',
  lotsApproved: '99',
  paid: 'yes',
  is_admin: '1',
  proposedClass: '3B',
  proposedBy: cast.akira.id,
  decidedBy: cast.akira.id,
  doneBy: cast.akira.id,
  issuedBy: cast.akira.id,
  answeredBy: cast.akira.id,
  answer: 'done',
  endedBy: cast.akira.id,
  vettingId: cast.ken.id,
  statusReason: 'other',
  vettedUntil: '2099-01-01',
  untilOn: '2099-01-01',
  heldUntil: '2000-01-01T00:00:00.000Z',
  userHandle: 'bm9ib2R5LWlu',
  sharedPcId: cast.ken.id,
  grants: '[{"role":"secretariat","townId":null}]',
  __proto__x: 'x',
  'constructor[prototype][role]': 'secretariat',
  'grants[0][role]': 'secretariat',
}

/** One package from the draft to an approved lot, and what else people write, every form with these fields more. */
async function everyForm(more: Readonly<Record<string, string>>): Promise<Record<string, string[]>> {
  const world = await newWorld()
  try {
    const by = new Map<CastKey, Awaited<ReturnType<typeof world.as>>>()
    for (const who of Object.keys(cast) as CastKey[]) by.set(who, await world.as(who))
    const post = async (who: CastKey, path: string, fields: Record<string, string | string[] | File>) => {
      const own = Object.fromEntries(Object.entries(more).filter(([name]) => !(name in fields)))
      const answer = await by.get(who)!.post(path, { ...fields, ...own })
      expect([who, path, answer.status]).toEqual([who, path, 303])
      return answer.headers.get('location')!
    }
    const first = await post('yumi', '/packages', { title: '店舗一覧の照合', purpose: '目的', client: '' })
    const at = first.replace(/\/steps.*/, '')
    await post('yumi', `${at}/steps/1`, { title: '店舗一覧の照合', purpose: '目的', client: '塩尻市' })
    await post('yumi', `${at}/steps/2`, { file: csvFile(csvOf(1, 8)) })
    await jobsDone()
    expect(await by.get('yumi')!.text(`${at}/steps/2`)).toContain('SHA-256')
    await post('yumi', `${at}/steps/3`, { brief: '手順', criteria: '基準' })
    await post('yumi', `${at}/steps/4`, { published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no' })
    await post('yumi', `${at}/steps/5`, { managerId: cast.daisuke.id })
    await post('yumi', `${at}/hand-over`, {})
    await post('daisuke', `${at}/split`, { rowsPerLot: '4' })
    await jobsDone()
    expect(await world.engine.reader.selectFrom('lot').select('id').execute()).toHaveLength(2)
    const terms = {
      unitPrice: '60',
      minutesPerRow: '2',
      dueOn: '2026-12-20',
      expenses: 'なし',
      keyColumn: '番号',
      priceReason: '',
    }
    await post('daisuke', `${at}/plan`, { ...terms, places: ['home'], towns: ['203246'], courses: [] })
    await post('daisuke', `${at}/publication`, {})
    const open = at.replace('packages', 'work')
    await post('hana', `${open}/application`, { lotsWished: '1', note: '' })
    const offer = { [`lots-${cast.hana.id}`]: '1', [`shown-${cast.hana.id}`]: '1', shownDueOn: '2026-12-20', dueOn: '2026-12-20' }
    await post('daisuke', `${at}/offers`, offer)
    const [lot] = await world.engine.reader.selectFrom('assignment').select('id').execute()
    const assignment = `/assignments/${lot!.id}`
    await post('hana', `${assignment}/acceptance`, { read: 'yes' })
    await post('hana', `${assignment}/submission`, { file: csvFile(csvOf(1, 4)), note: '', unchanged: 'yes' })
    await post('daisuke', `${assignment}/returns`, { 'criterion-1': '1', 'row-1': '', 'words-1': '直す', words: '' })
    await post('hana', `${assignment}/submission`, { file: csvFile(csvOf(1, 4)), note: '', unchanged: 'yes' })
    await post('daisuke', `${assignment}/approval`, {})

    const person = { name: '小沢 光', kana: 'オザワ ヒカル', romaji: 'Hikaru Ozawa', email: '', locale: 'ja' }
    const worker = { kind: 'worker', town: '202151', places: ['home'], weeklyHours: '10', clearance: '1' }
    await post('yumi', '/people', { ...person, ...worker })
    await post('makoto', '/people', { ...person, _proof: 'demo', kind: 'staff', role: 'trainer', town: '203246' })
    await post('makoto', '/towns/202151/operating-body', { name: '公社', address: '塩尻市', contact: '0263' })
    await post('reiko', '/courses', { name: '講座', nameEn: 'Course', validMonths: '12' })
    await post('reiko', '/courses/security/sessions', { onDay: '2026-12-01', startsAt: '10:00', place: '会場' })
    await post('reiko', '/courses/security/completions', { on: '2026-11-20', [`result-${cast.hana.id}`]: 'passed' })
    const upTo = /name="upTo" value="([\w-]+)"/.exec(await by.get('hana')!.text('/notifications'))![1]!
    await post('hana', '/notifications/read', { upTo })
    await post('hana', '/locale', { locale: 'ja' })
    await membership(world, by, post, more)
    return plain(await dump(world, ['session', 'rate_limit', 'audit_head']))
  } finally {
    await world.close()
  }
}

type Post = (who: CastKey, path: string, fields: Record<string, string | string[] | File>) => Promise<string>
/** Vetting, roles, desks, corrections, shared PCs: what is about people and not about packages. */
async function membership(world: TestWorld, by: Map<CastKey, Browser>, post: Post, more: Readonly<Record<string, string>>) {
  const newcomer = { name: '北村 澪', kana: 'キタムラ ミオ', email: 'mio@example.jp', phone: '', town: '202151' }
  const wish = { weeklyHours: '10', places: ['home'], skills: '' }
  const own = Object.fromEntries(Object.entries(more).filter(([name]) => !(name in newcomer)))
  expect((await world.stranger().post('/join', { ...newcomer, ...wish, ...own })).status).toBe(200)
  const rows = await world.engine.reader.selectFrom('vetting').select('id').orderBy('id').execute()
  const vetting = `/vettings/${rows.at(-1)!.id}`
  await post('yumi', `${vetting}/residency`, { how: 'card', on: '2026-11-20', note: '' })
  await post('yumi', `${vetting}/interview`, { how: 'video', on: '2026-11-20', note: '' })
  await post('yumi', `${vetting}/decline`, { reason: '枠がない', _proof: 'demo' })
  const role = { role: 'trainer', town: '152161', from: '2026-11-21', until: '', reason: '兼務' }
  const given = await post('makoto', `/people/${cast.daisuke.id}/grants`, { ...role, _proof: 'demo' })
  const [, end] = /(\/people\/[\w-]+\/grants\/(?!grant-)[\w-]+\/end)/.exec(await by.get('makoto')!.text(given))!
  await post('makoto', end!, { reason: '兼務の終わり', _proof: 'demo' })
  const desk = { name: '窓口', phone: '0263-00-0000', email: 'desk@shiojiri.example.jp', hours: '平日' }
  await post('yumi', '/towns/202151/desk', desk)
  await post('hana', '/account/corrections', { field: 'romaji', wish: 'Hana Kobayashi-Sato' })
  await post('hana', '/account/letters', { letters: 'own' })
  await post('yumi', '/shared-pcs', { label: '窓口の1台', town: '202151', _proof: 'demo' })
}

/** What differs between any two runs is taken out: fresh ids, secrets, hashes and how long the lists took. The cast keeps its ids. */
const plain = (tables: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(tables).map(([name, rows]) => [
      name,
      rows
        .map((row) =>
          row
            .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, (id) => (id.startsWith('01910000-') ? id : 'an id'))
            .replace(/[0-9a-f]{64}/g, 'a hash')
            .replace(/T03:00:00\.\d{3}Z/g, 'now')
            .replace(/"[\w-]{16,}"/g, (secret) => (secret.startsWith('"01910000-') ? secret : '"a secret"')),
        )
        .sort(),
    ]),
  )

test('a whole round with forged fields in every form leaves the very rows that it leaves without them', async () => {
  const honest = await everyForm({})
  expect(honest.assignment).toHaveLength(1)
  expect(await everyForm(forged)).toEqual(honest)
}, 60_000)
