/** Walks through every page that somebody can reach by links, and remembers what each answered. */
import { sql } from 'kysely'
import { attributes, tags } from '../outside/tags.ts'
import type { Browser } from './browser.ts'
import type { TestWorld } from './world.ts'

export type Visit = { path: string; status: number; headers: Headers; text: string }
const like = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/=[^&]*/g, '=')

/** Breadth first from home; of addresses alike but for ids and values, `each` are enough. */
export async function crawl(browser: Browser, each = 6): Promise<Visit[]> {
  const visits: Visit[] = []
  const seen = new Set<string>(['/'])
  const counts = new Map<string, number>()
  for (const path of seen) {
    const answer = await browser.get(path)
    const text = await answer.text()
    visits.push({ path, status: answer.status, headers: answer.headers, text })
    const next = answer.headers.get('location')
    for (const address of [...(next ? [next] : []), ...addressesIn(text)]) {
      // Styles and script are files that are built; the tests of static files look at those.
      if (!address.startsWith('/') || address.startsWith('/static/')) continue
      const to = address.replace(/#.*/, '')
      const count = counts.get(like(to)) ?? 0
      if (seen.has(to) || count >= each) continue
      counts.set(like(to), count + 1)
      seen.add(to)
    }
  }
  return visits
}

/** What a page leads to by GET: links, parts that renew themselves, forms that search, buttons that leave a form for another page. */
const addressesIn = (text: string): string[] => [
  ...attributes(text, ['href', 'hx-get']),
  ...tags(text).flatMap(({ name, has }) => {
    if (name === 'form' && has.method === 'get' && has.action) return [has.action]
    return name === 'button' && has.name === '_go' && has.value ? [has.value] : []
  }),
]

/** All rows of all tables but the named ones, as text. */
export async function dump({ engine }: TestWorld, except: readonly string[] = []): Promise<Record<string, string[]>> {
  const tables = await engine.reader.introspection.getTables()
  const rows: Record<string, string[]> = {}
  for (const { name } of tables.filter((table) => !except.includes(table.name))) {
    const found = await sql`select * from ${sql.table(name)}`.execute(engine.reader)
    rows[name] = found.rows.map((row) => JSON.stringify(row)).sort()
  }
  return rows
}
