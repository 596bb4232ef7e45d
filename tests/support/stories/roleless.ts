/**
 * People with an account but no role: applying, suspended, gone, their role over or not yet begun. All of them tried at every
 * route of every feature, with the ids of what once was theirs (CVE-2026-43913: Vaultwarden checked the role, not the membership).
 */
import { newId } from '../../../db/kernel/ids.ts'
import { minutesAfter } from '../../../db/kernel/time.ts'
import { apply } from '../../../db/membership/vetting/apply.ts'
import { permit } from '../../../policies/kernel/decision.ts'
import { createApp, features } from '../../../server/app.tsx'
import { cookieName } from '../../../server/identity/lucia.ts'
import { dump } from '../run/crawl.ts'
import { origin, type TestWorld } from '../run/world.ts'
import { acceptedBy, deliveredBy, draftPackage, offeredTo, publishedPackage, readyPackage } from './package.ts'

const secret = { brief: '口外しない手順です。', rows: 40 }
export const titles = ['口外しない公開案件', '口外しない下書き', '口外しない準備中']
export type Member = { id: string; as: string; name: string; kana: string; romaji: string }
const applicant = { name: '北村 澪', kana: 'キタムラ ミオ', romaji: 'Mio Kitamura' }

/** Work in every state by people of the cast, all of whom then lose their role in one way or another. */
export async function rolelessPeople(world: TestWorld): Promise<{ members: Member[]; ids: Record<string, string[]> }> {
  const { cast, engine } = world
  const published = await publishedPackage(world, { ...secret, title: titles[0]! })
  const draft = await draftPackage(world, { ...secret, title: titles[1]! })
  const ready = await readyPackage(world, { ...secret, title: titles[2]! })
  const own = [await acceptedBy(world, 'ken', published, 1), await offeredTo(world, 'ken', published, 2)]
  const assignments = [await deliveredBy(world, 'hana', published, 3), ...own]
  const [personId, vettingId] = [newId(world.clock()), newId(world.clock())]
  await world.db.write({ actor: null, at: world.clock() }, (tx) =>
    apply(
      tx,
      permit('vetting.apply', { id: personId, townId: '202151' }),
      vettingId,
      { weeklyHours: 10, places: ['home'], skills: '口外しない経験' },
      { ...applicant, email: 'mio@example.jp', phone: null, locale: 'ja' },
    ),
  )
  const status = (who: 'hana' | 'ken', to: 'left' | 'suspended') =>
    engine.writer.updateTable('workerProfile').set({ status: to }).where('personId', '=', cast[who].id).execute()
  await status('hana', 'left')
  await status('ken', 'suspended')
  const yesterday = { fromOn: '2026-01-01', untilOn: '2026-11-20' } as const
  const staff = ['yumi', 'daisuke', 'reiko', 'makoto', 'akira'] as const
  for (const who of staff) {
    const days = who === 'daisuke' ? ({ fromOn: '2026-12-01', untilOn: null } as const) : yesterday
    await engine.writer.updateTable('roleGrant').set(days).where('personId', '=', cast[who].id).execute()
  }
  const states = { hana: 'left', ken: 'suspended', daisuke: 'not yet manager' } as Record<string, string>
  const members = Object.entries(cast).map(([key, { id, name, kana, romaji, role }]) => ({
    ...{ id, name, kana, romaji },
    as: states[key] ?? `no longer ${role}`,
  }))
  const people = [cast.hana.id, cast.ken.id, cast.yumi.id, personId]
  return {
    members: [...members, { id: personId, as: 'applying', ...applicant }],
    ids: {
      packages: [published.id, draft.id, ready.id],
      work: [published.id],
      assignments,
      people,
      vettings: [vettingId],
      recoveries: [personId],
      corrections: [personId],
      'shared-pcs': [personId],
      courses: ['security'],
      towns: ['202151', '203246'],
      audit: ['202151', 'alliance'],
    },
  }
}

export type Answer = { member: Member; route: string; path: string; status: number; to: string; text: string }
type Declared = (typeof features)[number]['declared'][number]

/** Real values under the names that forms use, so that a form that got through would write. */
const fields = {
  ...{ _proof: 'demo', words: '理由', reason: '理由', read: 'yes', title: '題', purpose: '目的', client: '', brief: '手順' },
  ...{ criteria: '基準', rowsPerLot: '4', lotsWished: '1', note: '', name: '小沢 光', kana: 'オザワ ヒカル', romaji: 'Hikaru' },
  ...{ email: '', locale: 'ja', kind: 'worker', town: '202151', townId: '202151', places: 'home', weeklyHours: '10' },
  ...{ clearance: '1', role: 'auditor', fromOn: '2026-11-21', untilOn: '', code: '202011', address: '町', contact: '0263' },
  ...{
    phone: '0263',
    hours: '9-17',
    ja: '誓約',
    en: 'Pledge',
    label: '窓口',
    how: 'card',
    on: '2026-11-20',
    dueOn: '2026-12-20',
  },
  ...{ unitPrice: '60', minutesPerRow: '2', expenses: 'なし', keyColumn: '番号', priceReason: '', towns: '202151', answer: '了' },
  ...{ published: 'yes', namesPeople: 'no', graveHarm: 'no', fromState: 'no', onDay: '2026-12-01', startsAt: '10:00' },
}

/** Every closed route for whoever `who` names, by GET and by POST, with every id that it might be about. */
export async function* walk(
  world: TestWorld,
  { members, ids }: Awaited<ReturnType<typeof rolelessPeople>>,
  only: (route: Declared) => boolean,
): AsyncGenerator<Answer> {
  const app = createApp(world)
  const routes = features.flatMap(({ declared }) => declared).filter((route) => route.act !== 'public' && only(route))
  for (const member of members) {
    // Nobody is slowed down: what is asked is whether they may, not how often.
    world.later(2)
    const headers = { cookie: await sessionOf(world, member.id), 'sec-fetch-site': 'same-origin', 'accept-language': 'ja' }
    let asked = 0
    for (const { method, path } of routes)
      for (const id of path.includes(':') ? (ids[path.split('/')[1]!] ?? [member.id]) : ['']) {
        const at = path.replace(/:(id|chain)/, id).replace(/:[a-z]+/gi, '1')
        const init = method === 'get' ? { headers } : { method, headers, body: bodyFor(at) }
        if (++asked % 100 === 0) world.later(2)
        const answer = await app.request(`${origin}${at}`, init)
        const to = answer.headers.get('location') ?? ''
        yield { member, route: `${method} ${path}`, path: at, status: answer.status, to, text: await answer.text() }
      }
  }
}

function bodyFor(path: string): URLSearchParams | FormData {
  if (!/submission$|steps\/2$/.test(path)) return new URLSearchParams(fields)
  const body = new FormData()
  body.append('file', new File(['a,b\n1,2\n'], 'a.csv', { type: 'text/csv' }))
  return body
}

async function sessionOf(world: TestWorld, personId: string): Promise<string> {
  const at = world.clock()
  const limits = { createdAt: at, endsAt: minutesAfter(at, 1440), idleMinutes: 1440, provedAt: at }
  const session = await world.sessions.createSession(personId, { ...limits, passkeyId: null, device: '', sharedPcId: null })
  return `${cookieName}=${session.id}`
}

/** Everything but what merely asking leaves behind. */
export const kept = (world: TestWorld) => dump(world, ['session', 'once', 'rate_limit', 'challenge', 'kept_form'])

/** What of other people, packages and rows an answer tells. */
export function told({ member, text }: Answer, { members }: { members: readonly Member[] }): string[] {
  const others = members.filter(({ id }) => id !== member.id).flatMap(({ name, kana, romaji }) => [name, kana, romaji])
  return [...others, ...titles, ...inner].filter((word) => text.includes(word))
}
/** What stands inside a package: never for those who have no role, not even where their own records are. */
export const inner = [secret.brief, '店舗1', '口外しない経験', '@example.jp']
