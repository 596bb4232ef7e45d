/** What the people of one town do, over HTTP, and what they are told: the acts of the two worlds. */

import fc from 'fast-check'
import type { Hono } from 'hono'
import { features } from '../../../server/app.tsx'
import type { App } from '../../../server/kernel/context.ts'
import { jobsDone } from '../../../server/kernel/jobs.ts'
import { type Tag, tags } from '../outside/tags.ts'
import { origin } from '../run/world.ts'
import { csvFile, csvOf } from './package.ts'

export const towns = ['202151', '203246', '152161'] as const
export type TownId = (typeof towns)[number]
export const roles = ['coordinator', 'manager', 'worker'] as const
export type Role = (typeof roles)[number]

/** `town` 0 is the one that is watched. The numbers choose: which package, route or word, and how many steps of it. */
export type Step = { town: number; act: keyof typeof acts; role: Role; pick: number; times: number; minutes: number }
export const scripts = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      town: fc.constantFrom(0, 0, 1, 2),
      act: fc.constantFrom(
        ...(Object.keys(acts) as (keyof typeof acts)[]),
        'advance',
        'advance',
        'look',
        'look',
        'look',
        'search',
        'search',
        'probe',
        'probe',
        'probe',
      ),
      role: fc.constantFrom(...roles),
      pick: fc.nat(199),
      times: fc.integer({ min: 1, max: 12 }),
      minutes: fc.constantFrom(0, 0, 1, 5),
    }),
    { minLength: 1, maxLength: most, size: 'max' },
  )

/** What somebody was told, and by which request. */
export type Told = { asked: string; answer: string; status: number }
type Job = { id: string; stage: number; lot: string }
/** Whatever one town's people know and do in one world. */
export type Town = {
  id: TownId
  app: Hono<App>
  cookies: Record<Role, string>
  people: Record<Role, string>
  jobs: Job[]
  /** Ids by the first word of the addresses in which the town's people were shown them. */
  known: Map<string, string[]>
  told: Told[]
  plain: (text: string) => string
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g
/** Takes out what differs between any two runs: secrets and days; ids and hashes become the order in which they were first seen. */
export function plainly(): (text: string) => string {
  const known = new Map<string, string>()
  const name = (id: string) => {
    if (id.startsWith('01910000-')) return id
    if (!known.has(id)) known.set(id, `id${known.size}`)
    return known.get(id)!
  }
  return (text) =>
    text
      .replace(/name="_once" value="[^"]*"/g, '')
      .replace(/"challenge":"[\w-]+"|__Host-[\w-]+=[\w-]+/g, '')
      .replace(/\b[0-9A-Z]{5}(-[0-9A-Z]{1,5}){5}\b/g, 'code')
      .replace(/<svg\b.*?<\/svg>/gs, (svg) => (svg.includes('shape-rendering') ? 'qr' : svg))
      .replace(uuid, name)
      .replace(/\b[0-9a-f]{64}\b/g, name)
}

type Fields = Readonly<Record<string, string | readonly string[] | File>>
const bodyOf = (fields: Fields) => {
  const body = Object.values(fields).some((value) => value instanceof File) ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) (body as FormData).append(name, one as string)
  return body
}
/** One request by one of the town's people; what it answers is told. A redirect is followed once, as a browser would. Unlike `Browser` it lints nothing: other tests do, and it takes most of the time. */
async function ask(town: Town, who: Role, method: 'get' | 'post', path: string, fields: Fields = {}): Promise<Response> {
  const cookie = town.cookies[who]
  const headers = { cookie, 'x-from': `${town.id} ${who}`, 'sec-fetch-site': 'same-origin', 'accept-language': 'ja' }
  const init = method === 'get' ? { headers } : { method, headers, body: bodyOf(fields) }
  const answer = await town.app.request(`${origin}${path}`, init)
  const lines = [...answer.headers].flatMap(([name, value]) => (name === 'date' ? [] : [`${name}: ${value}`]))
  const body = await answer.clone().text()
  const next = method === 'post' ? answer.headers.get('location') : null
  const asked = town.plain(`${who} ${method} ${path}`)
  town.told.push({ asked, answer: town.plain([answer.status, ...lines.sort(), body].join('\n')), status: answer.status })
  remember(town, `${next ?? ''} ${answer.status === 200 ? body : ''}`)
  await jobsDone()
  if (next) await ask(town, who, 'get', next)
  return answer
}

const titles = ['店舗一覧の照合', '公園台帳の入力']
const terms = { unitPrice: '60', minutesPerRow: '2', dueOn: '2026-12-20', expenses: 'なし', keyColumn: '番号', priceReason: '' }
type Move = (town: Town, job: Job) => readonly [who: Role, path: string, fields?: Fields]
/** The life of a package, one request after the other; each step follows the one before. */
const life: readonly Move[] = [
  (_, { id }) => ['coordinator', `/packages/${id}/steps/2`, { file: csvFile(csvOf(1, 8)) }],
  (_, { id }) => ['coordinator', `/packages/${id}/steps/3`, { brief: '名称を確かめる', criteria: '名称が正しい' }],
  (_, { id }) => [
    'coordinator',
    `/packages/${id}/steps/4`,
    { published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no' },
  ],
  ({ people }, { id }) => ['coordinator', `/packages/${id}/steps/5`, { managerId: people.manager }],
  (_, { id }) => ['coordinator', `/packages/${id}/hand-over`],
  (_, { id }) => ['manager', `/packages/${id}/split`, { rowsPerLot: '4' }],
  (town, { id }) => ['manager', `/packages/${id}/plan`, { ...terms, places: ['home'], towns: [town.id], courses: [] }],
  (_, { id }) => ['manager', `/packages/${id}/publication`],
  (_, { id }) => ['worker', `/work/${id}/application`, { lotsWished: '1', note: '' }],
  ({ people: { worker } }, { id }) => [
    'manager',
    `/packages/${id}/offers`,
    { [`lots-${worker}`]: '1', [`shown-${worker}`]: '1', shownDueOn: '2026-12-20', dueOn: '2026-12-20' },
  ],
  (_, { lot }) => ['worker', `/assignments/${lot}/acceptance`, { read: 'yes' }],
  (_, { lot }) => ['worker', `/assignments/${lot}/submission`, { file: csvFile(csvOf(1, 4)), note: '', unchanged: 'yes' }],
  (_, { lot }) => ['manager', `/assignments/${lot}/approval`],
]
export const wholeLife = life.length

async function begin(town: Town, pick: number): Promise<Job | undefined> {
  const title = titles[pick % titles.length]!
  const answer = await ask(town, 'coordinator', 'post', '/packages', { title, purpose: '目的', client: '' })
  const [, id] = /^\/packages\/([\w-]+)/.exec(answer.headers.get('location') ?? '') ?? []
  const job = id && { id, stage: 0, lot: '' }
  if (job) town.jobs.push(job)
  return job || undefined
}

/** The lot that the worker's own list has not shown before. */
async function offered(town: Town): Promise<string> {
  const list = await (await ask(town, 'worker', 'get', '/assignments')).text()
  const ids = [...list.matchAll(/"\/assignments\/([\w-]{36})"/g)].map(([, id]) => id!)
  return ids.find((id) => !town.jobs.some(({ lot }) => lot === id)) ?? ''
}

/** The forms of a page, filled in as somebody might: what stands there stays, the rest by `pick`. Nobody signs out or invites other towns. */
function formsIn(page: string, town: Town, pick: number): { action: string; fields: Fields }[] {
  const forms = page.match(/<form\b.*?<\/form>/gs) ?? []
  return forms.flatMap((form) => {
    const [{ has: own }, ...inner] = tags(form) as [Tag, ...Tag[]]
    if (own.method !== 'post' || !own.action || /^\/(sign-out|locale|account\/sessions)/.test(own.action)) return []
    const fields: Record<string, string | string[] | File> = { _proof: 'demo' }
    let select = ''
    for (const { name: tag, has } of inner) {
      if (tag === 'select') select = has.name ?? ''
      if (tag === 'option' && has.value && (fields[select] === undefined || pick % 3 === 0)) fields[select] = has.value
      if (!has.name || (tag !== 'input' && tag !== 'textarea')) continue
      if (has.type === 'file') fields[has.name] = csvFile(csvOf(1, 8))
      else if (has.type === 'radio' || has.type === 'checkbox') {
        if (fields[has.name] === undefined || pick % 2 === 0) fields[has.name] = has.value ?? 'on'
      } else fields[has.name] = has.value || (has.type === 'date' ? '2026-12-20' : has.inputmode === 'numeric' ? '4' : 'カナ')
    }
    if ('towns' in fields) fields.towns = town.id
    return [{ action: own.action, fields }]
  })
}

const declared = features.flatMap((feature) => feature.declared)
const pages = declared.filter(({ method }) => method === 'get')
const doors = declared.filter(({ path }) => path.includes(':id'))
export const nobody = '01999999-0000-7000-8000-000000000000'
/** An id that this town's people were shown, of the kind that the route is about. */
export function idFor(path: string, { id, known, people }: Town, pick: number): string {
  const kind = kindOf(path.split('/')[1]!)
  if (kind === 'towns') return id
  if (kind === 'courses') return 'security'
  const ids = known.get(kind) ?? (kind === 'people' ? Object.values(people) : [nobody])
  return ids[pick % ids.length]!
}
const kindOf = (word: string) => (word === 'work' ? 'packages' : word)
function remember({ known }: Town, text: string): void {
  for (const [, word, id] of text.matchAll(/\/([a-z-]+)\/([0-9a-f-]{36})\b/g)) {
    const ids = known.get(kindOf(word!)) ?? []
    if (!ids.includes(id!)) known.set(kindOf(word!), [...ids, id!])
  }
}

const fill = (path: string, id: string) => path.replace(':id', id).replace(/:[a-z]+/gi, '1')
const anything = {
  words: 'x',
  reason: 'x',
  read: 'yes',
  title: 'x',
  purpose: 'x',
  rowsPerLot: '4',
  lotsWished: '1',
  note: '',
  q: '',
}

export type Ctx = Step & { town0: Town /** An id of another town, as this world knows it. */; foreign: (path: string) => string }
/** Everything that people do; the same for every town. */
export const acts = {
  async advance({ town0: town, pick, times }: Ctx) {
    const job = town.jobs[pick % 3] ?? (await begin(town, pick))
    for (let done = 0; job && done < times && job.stage < life.length; done++) {
      const [who, path, fields] = life[job.stage]!(town, job)
      const answer = await ask(town, who, 'post', path, fields)
      if (answer.status !== 303) return
      job.stage++
      if (path.endsWith('/offers')) job.lot = await offered(town)
    }
  },
  /** Looks at a page, and half of the time sends one of its forms. */
  async look({ town0: town, role, pick, times }: Ctx) {
    const { path } = pages[pick % pages.length]!
    const page = await ask(town, role, 'get', fill(path, idFor(path, town, pick)))
    const forms = formsIn(await page.text(), town, pick)
    const form = forms[times % Math.max(1, forms.length)]
    if (form && times > 4) await ask(town, role, 'post', form.action, form.fields)
  },
  async probe({ town0: town, role, pick, foreign }: Ctx) {
    const { path, method } = doors[pick % doors.length]!
    await ask(town, role, method, fill(path, foreign(path)), anything)
  },
  async invite({ town0: town, pick }: Ctx) {
    const names = { name: '小沢 光', kana: 'オザワ ヒカル', romaji: 'Hikaru Ozawa', email: 'hikaru@example.jp', locale: 'ja' }
    const worker = { kind: 'worker', town: town.id, places: ['home'], weeklyHours: String(1 + (pick % 40)), clearance: '1' }
    await ask(town, 'coordinator', 'post', '/people', { ...names, ...worker })
  },
  async link({ town0: town, pick }: Ctx) {
    const id = idFor('/people/:id', town, pick)
    await ask(town, 'coordinator', 'post', `/people/${id}/enrolment`, { _proof: 'demo' })
  },
  async search({ town0: town, role, pick }: Ctx) {
    const q = ['ひかる', '原', 'k', '小林'][pick % 4]!
    await ask(town, role, 'get', `/${['people', 'packages', 'work'][pick % 3]}?q=${encodeURIComponent(q)}&can=now`)
  },
  async withdraw({ town0: town, pick }: Ctx) {
    await ask(town, 'worker', 'post', `/work/${idFor('/work/:id', town, pick)}/application/withdrawal`)
  },
  async news({ town0: town, role }: Ctx) {
    const [, upTo] = /name="upTo" value="([\w-]+)"/.exec(await (await ask(town, role, 'get', '/notifications')).text()) ?? []
    if (upTo) await ask(town, role, 'post', '/notifications/read', { upTo })
  },
} satisfies Record<string, (ctx: Ctx) => Promise<void>>
