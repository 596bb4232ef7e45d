/** Applicants as they come in life: the form, the code that is shown once, a device of their own. */
import { sha256 } from '../../../db/kernel/ids.ts'
import { environmentQuestions } from '../../../policies/membership/vetting.ts'
import { ceremonies, createAuthenticator } from '../outside/authenticator.ts'
import type { Browser } from '../run/browser.ts'
import type { TestWorld } from '../run/world.ts'

export const application = {
  name: '降旗 桃子',
  kana: 'ふりはた ももこ',
  email: 'momoko@example.jp',
  phone: '',
  town: '202151',
  places: ['home'],
  weeklyHours: '１２',
  skills: '表計算が得意です。',
}
/** A self-check that passes, on the day on which the worlds of the tests begin. */
export const goodAnswers: Record<string, string> = {
  ...Object.fromEntries(environmentQuestions.map((question) => [question, 'yes'])),
  updatedOn: '2026-11-20',
}
export const codeIn = (text: string): string => /name="code" value="([\w-]+)"/.exec(text)![1]!

type Table = 'person' | 'vetting' | 'vettingStep' | 'enrolment'
export const rowsOf = ({ engine }: TestWorld, table: Table) => engine.reader.selectFrom(table).selectAll().orderBy('id').execute()

/** The vetting that was opened last, and whose it is. */
export async function newest({ engine }: TestWorld) {
  const vetting = await engine.reader.selectFrom('vetting').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  const person = await engine.reader.selectFrom('person').selectAll().where('id', '=', vetting.personId).executeTakeFirstOrThrow()
  return { vetting, person }
}

/** Somebody who has applied and made a passkey, in the browser that they used. */
export async function applicant(world: TestWorld, changes: Partial<typeof application> = {}) {
  const browser = world.stranger()
  const text = await (await browser.post('/join', { ...application, ...changes })).text()
  const device = createAuthenticator()
  const { status } = await ceremonies(browser, device).enrol(codeIn(text))
  if (status !== 200) throw new Error(`enrolment: ${status}`)
  return { browser, device, ...(await newest(world)) }
}
/** The same, signed in as the demo signs people in: without a key, so that the demo's word counts as a proof. */
export async function demoApplicant(world: TestWorld, changes: Partial<typeof application> = {}) {
  const applied = await applicant(world, changes)
  await world.engine.writer.updateTable('session').set({ passkeyId: null }).where('personId', '=', applied.person.id).execute()
  return applied
}

export const pledgeOf = ({ engine }: TestWorld, townId = '202151') =>
  engine.reader
    .selectFrom('townDocument')
    .selectAll()
    .where('townId', '=', townId)
    .where('kind', '=', 'pledge')
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
/** The town writes a newer pledge. */
export async function publishPledge(world: TestWorld, townId = '202151') {
  const { version } = await pledgeOf(world, townId)
  const body = JSON.stringify({ ja: '新しい約束です。', en: 'A new promise.' })
  const document = { id: `pledge-${townId}-${version + 1}`, townId, kind: 'pledge' as const, version: version + 1, body }
  await world.engine.writer
    .insertInto('townDocument')
    .values({ ...document, sha256: sha256(body), publishedBy: null, publishedAt: world.clock() })
    .execute()
  return document
}
export const signPledge = async (world: TestWorld, browser: Browser, id?: string) =>
  browser.post('/vetting/pledge', { document: id ?? (await pledgeOf(world)).id, promise: 'yes', _proof: 'demo' })
