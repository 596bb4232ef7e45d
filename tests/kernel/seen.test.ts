/** Who decides or edits does so on what stands: a form drawn from something else comes back with both. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CastKey } from '../../db/seeds/cast.ts'
import { declaredOf } from '../../policies/kernel/acts.ts'
import { addDays } from '../../policies/kernel/days.ts'
import { declaredForms } from '../../server/kernel/form-act.tsx'
import { ja } from '../../views/messages/ja/index.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { completedPackage, declared } from '../support/stories/ended.ts'
import { hidden } from '../support/stories/incident.ts'
import { deliverAgain, deliveredBy, draftPackage, offeredTo, publishedPackage, reviewed } from '../support/stories/package.ts'
import { applicant, interview, officer, towns } from '../support/stories/vetting.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

test('the older of two tabs does not write over the newer text: both are shown, and sending once more is meant', async () => {
  const pkg = await draftPackage(world)
  const at = `/packages/${pkg.id}/steps/1`
  const yumi = await world.as('yumi')
  const [older, newer] = [hidden(await yumi.text(at), '_once'), hidden(await yumi.text(at), '_once')]
  const save = (title: string, _once: string) => yumi.post(at, { title, purpose: '窓口の案内に使う', client: '', _once })
  expect((await save('新しい題', newer)).status).toBe(303)
  const answer = await save('古い題', older)
  const text = await answer.text()
  expect([answer.status, text.includes('<span>新しい題</span>'), text.includes('value="古い題"')]).toEqual([409, true, true])
  expect(await yumi.text(at)).toContain('value="新しい題"')
  expect((await save('古い題', hidden(text, '_once'))).status).toBe(303)
})

test('who goes back to a form of their own and changes it again is not told that it has changed', async () => {
  const pkg = await draftPackage(world)
  const at = `/packages/${pkg.id}/steps/1`
  const yumi = await world.as('yumi')
  const once = hidden(await yumi.text(at), '_once')
  const save = (title: string, _once: string) => yumi.post(at, { title, purpose: '窓口の案内に使う', client: '', _once })
  for (const title of ['甲', '乙', '甲']) expect((await save(title, once)).status).toBe(303)
  expect((await save('丙', hidden(await yumi.text(at), '_once'))).status).toBe(303)
  expect((await save('丁', once)).status, 'another page has saved since').toBe(409)
})

test.each(['approval', 'returns'])('a later delivery is not decided on unseen (%s)', async (way) => {
  const pkg = await publishedPackage(world)
  const lot = await deliveredBy(world, 'hana', pkg, 1)
  const daisuke = await world.as('daisuke')
  const shown = await daisuke.text(`/assignments/${lot}/review`)
  const form = shown.slice(shown.indexOf(`action="/assignments/${lot}/${way}"`))
  const said = { boxes: '1', 'criterion-1': '1', 'row-1': '1', 'words-1': '直してください', _once: hidden(form, '_once') }
  await reviewed(world, lot, [{ criterion: 1, row: 1, words: '電話番号も直してください' }])
  await deliverAgain(world, 'hana', lot)
  const answer = await daisuke.post(`/assignments/${lot}/${way}`, said)
  expect(answer.status).toBe(409)
  const text = await answer.text()
  const fresh = hidden(text.slice(text.indexOf(`action="/assignments/${lot}/${way}"`)), '_once')
  expect((await daisuke.post(`/assignments/${lot}/${way}`, { ...said, _once: fresh })).status).toBe(303)
})

type Case = { who: CastKey; at: string; to: string; said: object; change: () => Promise<unknown> }
/** Pages of which something changes between looking and deciding, each by somebody else. */
const changes: Readonly<Record<string, () => Promise<Case>>> = {
  'a vetting that is decided while somebody else writes down the interview': async () => {
    const { path } = await applicant(world)
    const second = await officer(world, towns.shiojiri)
    const change = () => second.browser.post(`${path}/interview`, interview)
    return { who: 'yumi', at: path, to: `${path}/decline`, said: { reason: '時期を改める', _proof: 'demo' }, change }
  },
  'a due date that somebody else has moved': async () => {
    const { id } = await publishedPackage(world)
    const at = `/packages/${id}/postponement`
    const change = async () => {
      const [one] = await world.engine.reader.selectFrom('package').select('dueOn').where('id', '=', id).execute()
      await world.engine.writer
        .updateTable('package')
        .set({ dueOn: addDays(one!.dueOn!, 1) })
        .execute()
    }
    return { who: 'daisuke', at, to: at, said: { until: '2026-12-10' }, change }
  },
  'an offer of which the price is another': async () => {
    const pkg = await publishedPackage(world)
    const id = await offeredTo(world, 'hana', pkg, 1)
    const change = () => world.engine.writer.updateTable('assignment').set({ price: 1 }).where('id', '=', id).execute()
    const at = `/assignments/${id}`
    return { who: 'hana', at, to: `${at}/acceptance`, said: { read: 'yes' }, change }
  },
  'a destruction of which the day has moved': async () => {
    const pkg = await completedPackage(world)
    await declared(world, pkg.lots)
    const at = `/packages/${pkg.id}/destruction`
    const change = () =>
      world.engine.writer.updateTable('package').set({ keepUntil: '2030-01-01' }).where('id', '=', pkg.id).execute()
    return { who: 'yumi', at, to: at, said: { reason: 'finished', _proof: 'demo' }, change }
  },
}
test.each(Object.keys(changes))('nobody decides on %s', async (name) => {
  const { who, at, to, said, change } = await changes[name]!()
  const browser = await world.as(who)
  const tokenIn = (text: string) => hidden(text.slice(text.indexOf(`action="${to}"`)), '_once')
  const seen = tokenIn(await browser.text(at))
  await change()
  const before = (await world.audit()).length
  const answer = await browser.post(to, { ...said, _once: seen })
  const text = await answer.text()
  expect([answer.status, text.includes(ja.frame.changed.title)]).toEqual([409, true])
  expect(await world.audit()).toHaveLength(before)
  expect((await browser.post(to, { ...said, _once: tokenIn(text) })).status, 'it is meant now').toBe(303)
})

/** Why a form says nothing of what its reader saw; the list may only become shorter. */
const silent = {
  'it stops something, which nothing may keep waiting': `assignment.cancel destruction.cancel glass.end network.end recovery.cancel recovery.stop session.end session.end-all
    shared-pc.end`,
  'it is about oneself, and nobody else changes it': `account.edit application.withdraw passkey.remove vetting.environment vetting.pledge
    vetting.renew vetting.withdraw`,
  'it adds something beside what is there': `course.add course.add-session enrolment.issue network.add recovery.start shared-pc.register`,
  'what it is about never changes': `fact.withdraw file.remove recovery.approve`,
  'its own field says so (the version of a draft, a mark of what was told)': `incident.file incident.lift incident.propose-lift incident.write`,
}
const silentYet = new Set(Object.values(silent).flatMap((acts) => acts.split(/\s+/)))
test('a form that edits or decides says what its reader saw', () => {
  const found = declaredForms.filter(({ act, saysSeen }) => !saysSeen && declaredOf(act).from?.length !== 0).map(({ act }) => act)
  expect([...new Set<string>(found)].sort()).toEqual([...silentYet].sort())
})
