import { expect } from 'vitest'
import { testAll } from '../support/run/table.ts'
import { importsOf, read, sourceFiles, staticFiles, testFiles } from './sources.ts'

const may: Record<string, { layers: string[]; packages: RegExp }> = {
  policies: { layers: ['policies'], packages: /^$/ },
  db: {
    layers: ['db', 'policies'],
    packages: /^(kysely|better-sqlite3|pg|lucia|rate-limiter-flexible|aws4fetch|@holiday-jp\/holiday_jp|node:[\w/]+)$/,
  },
  views: { layers: ['views', 'policies'], packages: /^hono\/(jsx|html)$/ },
  server: { layers: ['server', 'db', 'views', 'policies'], packages: /^(?!kysely|better-sqlite3|pg$)/ },
}
const layerOf = (file: string) => file.split('/')[0]!

testAll('a source imports only what its layer may', sourceFiles, (file) => {
  const rule = may[layerOf(file)]!
  for (const from of importsOf(file)) {
    if (/^(policies|db|views|server|static|tests)\//.test(from)) expect(rule.layers, from).toContain(layerOf(from))
    else expect(from).toMatch(rule.packages)
  }
})

testAll(
  'only policies mint permits',
  sourceFiles.filter((file) => layerOf(file) !== 'policies'),
  (file) => {
    expect(read(file)).not.toMatch(/import \{[^}]*\b(permit|refuse)\b[^}]*\} from '[^']*decision/)
    expect(read(file)).not.toMatch(/as (unknown as )?Permit</)
  },
)

testAll(
  'only what judges postings lists their places',
  sourceFiles.filter((file) => !['server/telework/finding/known.ts', 'db/telework/postings.ts'].includes(file)),
  (file) => {
    expect(read(file)).not.toContain('listPlaces')
  },
)

testAll(
  'only db/time reads the clock',
  sourceFiles.filter((file) => file !== 'db/kernel/time.ts'),
  (file) => {
    expect(read(file)).not.toMatch(/Date\.now\(|new Date\(\)/)
  },
)

testAll(
  'only the settings and the build read the environment',
  sourceFiles.filter((file) => file !== 'server/config.ts' && file !== 'server/build.mjs'),
  (file) => {
    expect(read(file)).not.toMatch(/process\.env\b/)
  },
)

testAll(
  'only the dialects ask which database it is',
  sourceFiles.filter((file) => !file.startsWith('db/dialects/')),
  (file) => {
    expect(read(file)).not.toMatch(/kit\.name|'sqlite' ===|=== 'sqlite'|=== 'postgres'/)
  },
)

testAll(
  'no SQL is built from text',
  sourceFiles.filter((file) => layerOf(file) === 'db'),
  (file) => {
    if (file.startsWith('db/migrations/')) return
    expect(read(file)).not.toMatch(/sql\.raw\(|\.key\(|\.at\(['"`$]/)
  },
)

testAll('no source has eval, raw HTML, a weak hash or a random of chance', sourceFiles, (file) => {
  expect(read(file)).not.toMatch(/\beval\(|new Function\(|dangerouslySetInnerHTML|Math\.random\(\)(?!\)\))|'md5'|'sha1'/)
})

testAll('every file is short enough to read', [...sourceFiles, ...testFiles, ...staticFiles], (file) => {
  expect(read(file).split('\n').length).toBeLessThanOrEqual(301)
})

testAll('a source says in its first line what it is for, and is named for a thing', sourceFiles, (file) => {
  expect(read(file)).toMatch(/^(\/\*\*|\/\/) .{12,}/)
  expect(file).toMatch(/^[a-z0-9/.-]+$/)
  expect(file).not.toMatch(/(helpers?|utils?|common|shared|manager)\.(ts|tsx)$(?<!views\/messages\/(ja|en)\/kernel\/common\.ts)/)
})

testAll('a source exports by name and leaves nothing undone', sourceFiles, (file) => {
  expect(read(file)).not.toMatch(/export default|@ts-ignore|@ts-expect-error|FIXME|TODO(?!\()/)
})
