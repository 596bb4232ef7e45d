// A passkey for one act: what a proof proves, and everything that it does not.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Lies } from '../support/outside/authenticator.ts'
import { enrolled } from '../support/outside/keys.ts'
import type { Browser } from '../support/run/browser.ts'
import { newWorld, type TestWorld } from '../support/run/world.ts'

let world: TestWorld
beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

type Person = Awaited<ReturnType<typeof enrolled>>
const wish = { how: 'photo-card', note: '紛失' }
const at = (id: string) => `/people/${id}/recovery`
const started = async () =>
  (await world.engine.reader.selectFrom('recovery').select('personId').execute()).map((row) => row.personId)

/** 誠 of the secretariat with a real passkey; 由美 and 大輔, of whom he may start a recovery. */
async function office() {
  await enrolled(world, 'yumi')
  await enrolled(world, 'daisuke')
  return { makoto: await enrolled(world, 'makoto'), yumi: world.cast.yumi.id, daisuke: world.cast.daisuke.id }
}
/** What the page asks to have proved, as it stands in its form. */
async function asked(browser: Browser, path: string, fields: Record<string, string>) {
  const text = await (await browser.post(path, fields)).text()
  return /data-about="([0-9a-f]{64})"/.exec(text)![1]!
}
async function prove({ browser, device }: Person, about: string, lies: Lies = {}) {
  const options = await (await browser.json('/passkeys/proof/options', { about })).json()
  const answer = await browser.json('/passkeys/proof', device.get(options as never, lies))
  return { status: answer.status, proof: ((await answer.json()) as { proof?: string }).proof ?? '' }
}

test('the page says what will happen, and the proof of exactly this lets it happen once', async () => {
  const { makoto, yumi } = await office()
  const page = await (await makoto.browser.post(at(yumi), wish)).text()
  for (const words of ['パスキーの再発行を始めます', '紛失']) expect(page).toContain(words)
  expect(await started()).toEqual([])
  const { proof } = await prove(makoto, await asked(makoto.browser, at(yumi), wish))
  expect((await makoto.browser.post(at(yumi), { ...wish, _proof: proof })).status).toBe(303)
  expect(await started()).toEqual([yumi])
  await world.engine.writer.deleteFrom('recovery').execute()
  expect((await makoto.browser.post(at(yumi), { ...wish, _proof: proof })).status, 'used twice').toBe(200)
  expect(await started()).toEqual([])
})

test('of ten parallel uses of one proof exactly one acts', async () => {
  const { makoto, yumi } = await office()
  const { proof } = await prove(makoto, await asked(makoto.browser, at(yumi), wish))
  const answers = await Promise.all(Array.from({ length: 10 }, () => makoto.browser.post(at(yumi), { ...wish, _proof: proof })))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(await started()).toEqual([yumi])
})

test('a proof of one thing proves no other: another word, another subject, another act', async () => {
  const { makoto, yumi, daisuke } = await office()
  const fresh = async () => (await prove(makoto, await asked(makoto.browser, at(yumi), wish))).proof
  const post = async (path: string, fields: Record<string, string>) =>
    (await makoto.browser.post(path, { ...fields, _proof: await fresh() })).status
  expect(await post(at(yumi), { ...wish, note: '別の言葉' }), 'another word').toBe(200)
  expect(await post(at(yumi), { ...wish, more: 'x' }), 'one field more').toBe(200)
  expect(await post(at(daisuke), wish), 'another subject').toBe(200)
  expect(await started()).toEqual([])
  await makoto.browser.post(at(yumi), { ...wish, _proof: await fresh() })
  const [row] = await world.engine.reader.selectFrom('recovery').select('id').execute()
  await world.engine.writer.updateTable('recovery').set({ startedBy: daisuke }).execute()
  const approval = `/recoveries/${row!.id}/approval`
  const stolen = (await prove(makoto, await asked(makoto.browser, at(daisuke), wish))).proof
  const answer = await (await makoto.browser.post(approval, { _proof: stolen })).text()
  expect(answer, 'another act').not.toContain('/enrol#')
  const right = (await prove(makoto, await asked(makoto.browser, approval, {}))).proof
  expect(await (await makoto.browser.post(approval, { _proof: right })).text()).toContain('/enrol#')
})

test('a proof is its giver’s own, dies in five minutes, and needs a person at the device', async () => {
  const { makoto, yumi } = await office()
  const akira = await enrolled(world, 'akira')
  const about = await asked(makoto.browser, at(yumi), wish)
  const foreign = await prove(akira, about)
  expect(foreign.status).toBe(200)
  expect((await makoto.browser.post(at(yumi), { ...wish, _proof: foreign.proof })).status, 'another person').toBe(200)
  const options = await (await makoto.browser.json('/passkeys/proof/options', { about })).json()
  const signedByAkira = akira.device.get({ ...(options as object), allowCredentials: [] } as never)
  expect((await makoto.browser.json('/passkeys/proof', signedByAkira)).status).toBe(400)
  for (const lie of [{ userVerified: false }, { userPresent: false }, { origin: 'https://evil.example' }, { crossOrigin: true }])
    expect((await prove(makoto, about, lie)).status).toBe(400)
  const late = await prove(makoto, about)
  world.later(6)
  expect((await makoto.browser.post(at(yumi), { ...wish, _proof: late.proof })).status, 'late').toBe(200)
  expect(await started()).toEqual([])
})

test('the challenge of another ceremony gives no proof, and the demo’s word proves nothing for who has a passkey', async () => {
  const { makoto, yumi } = await office()
  const about = await asked(makoto.browser, at(yumi), wish)
  for (const ceremony of ['sign-in', 'step-up'] as const) {
    const options = await (await makoto.browser.json(`/passkeys/${ceremony}/options`, {})).json()
    expect((await makoto.browser.json('/passkeys/proof', makoto.device.get(options as never))).status).toBe(400)
  }
  const forProof = await (await makoto.browser.json('/passkeys/proof/options', { about })).json()
  expect((await makoto.browser.json('/passkeys/step-up', makoto.device.get(forProof as never))).status).toBe(400)
  expect((await makoto.browser.post(at(yumi), { ...wish, _proof: 'demo' })).status).toBe(200)
  expect(await started()).toEqual([])
})

test('after a fall of the counter the key is asked once more', async () => {
  const { makoto, yumi } = await office()
  const about = await asked(makoto.browser, at(yumi), wish)
  expect((await prove(makoto, about, { counter: 9 })).status).toBe(200)
  expect((await prove(makoto, about, { counter: 3 })).status).toBe(400)
  expect((await prove(makoto, about, { counter: 4 })).status).toBe(200)
})
