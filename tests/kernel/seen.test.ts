/** Who decides or edits does so on what stands: a form drawn from something else comes back with both. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { declaredOf } from '../../policies/kernel/acts.ts'
import { declaredForms } from '../../server/kernel/form-act.tsx'
import { newWorld, type TestWorld } from '../support/run/world.ts'
import { hidden } from '../support/stories/incident.ts'
import { deliverAgain, deliveredBy, draftPackage, publishedPackage, reviewed } from '../support/stories/package.ts'

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

/** These hang on the status of their thing, on a version of their own field or on nothing yet; the list may only become shorter. */
const silentYet = new Set(
  `account.edit application.withdraw assignment.accept assignment.cancel assignment.decline assignment.extend
    assignment.hand-back consent.give consent.second correction.answer course.add course.add-session
    custody.account custody.declare destruction.ask destruction.cancel destruction.postpone destruction.witness
    enrolment.issue fact.withdraw file.remove glass.end glass.review grant.end incident.assess incident.close
    incident.file incident.keep-frozen incident.lift incident.propose-lift incident.write network.add network.end
    package.conclude package.end-posting package.postpone package.reopen passkey.remove payment-terms.record recovery.approve recovery.cancel recovery.start
    recovery.stop session.end session.end-all shared-pc.end shared-pc.register town.leave vetting.decide
    vetting.decline vetting.environment vetting.interview vetting.pledge vetting.propose vetting.renew
    vetting.residency vetting.withdraw wage.record worker.leave worker.resume worker.suspend`.split(/\s+/),
)
test('a form that edits or decides says what its reader saw', () => {
  const silent = declaredForms
    .filter(({ act, saysSeen }) => !saysSeen && declaredOf(act).from?.length !== 0)
    .map(({ act }) => act)
  expect([...new Set(silent)].filter((act) => !silentYet.has(act)).sort()).toEqual([])
})
