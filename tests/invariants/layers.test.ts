import { expect, test } from 'vitest'
import { importsOf, read, sourceFiles, staticFiles, testFiles } from './sources.ts'

const may: Record<string, { layers: string[]; packages: RegExp }> = {
  policies: { layers: ['policies'], packages: /^$/ },
  db: { layers: ['db', 'policies'], packages: /^(kysely|better-sqlite3|pg|lucia|rate-limiter-flexible|aws4fetch|node:[\w/]+)$/ },
  views: { layers: ['views', 'policies'], packages: /^hono\/(jsx|html)$/ },
  server: { layers: ['server', 'db', 'views', 'policies'], packages: /^(?!kysely|better-sqlite3|pg$)/ },
}
const layerOf = (file: string) => file.split('/')[0]!

test.for(sourceFiles)('%s imports only what its layer may', (file) => {
  const rule = may[layerOf(file)]!
  for (const from of importsOf(file)) {
    if (/^(policies|db|views|server|static|tests)\//.test(from)) expect(rule.layers, from).toContain(layerOf(from))
    else expect(from).toMatch(rule.packages)
  }
})

test.for(sourceFiles.filter((file) => layerOf(file) !== 'policies'))('%s mints no permits', (file) => {
  expect(read(file)).not.toMatch(/import \{[^}]*\b(permit|refuse)\b[^}]*\} from '[^']*decision/)
  expect(read(file)).not.toMatch(/as (unknown as )?Permit</)
})

test.for(sourceFiles.filter((file) => file !== 'db/time.ts'))('%s reads no clock of its own', (file) => {
  expect(read(file)).not.toMatch(/Date\.now\(|new Date\(\)/)
})

test.for(sourceFiles.filter((file) => file !== 'server/config.ts' && file !== 'server/build.mjs'))(
  '%s reads no environment',
  (file) => {
    expect(read(file)).not.toMatch(/process\.env\b/)
  },
)

test.for(sourceFiles.filter((file) => !file.startsWith('db/dialects/')))('%s does not ask which database it is', (file) => {
  expect(read(file)).not.toMatch(/kit\.name|'sqlite' ===|=== 'sqlite'|=== 'postgres'/)
})

test.for(sourceFiles.filter((file) => layerOf(file) === 'db'))('%s builds no SQL from text', (file) => {
  if (file.startsWith('db/migrations/')) return
  expect(read(file)).not.toMatch(/sql\.raw\(|\.key\(|\.at\(['"`$]/)
})

test.for(sourceFiles)('%s has no eval, no raw HTML, no weak hash and no random of chance', (file) => {
  expect(read(file)).not.toMatch(/\beval\(|new Function\(|dangerouslySetInnerHTML|Math\.random\(\)(?!\)\))|'md5'|'sha1'/)
})

test.for([...sourceFiles, ...testFiles, ...staticFiles])('%s is short enough to read', (file) => {
  expect(read(file).split('\n').length).toBeLessThanOrEqual(301)
})

test.for(sourceFiles)('%s says in its first line what it is for, and is named for a thing', (file) => {
  expect(read(file)).toMatch(/^(\/\*\*|\/\/) .{12,}/)
  expect(file).toMatch(/^[a-z0-9/.-]+$/)
  expect(file).not.toMatch(/(helpers?|utils?|common|shared|manager)\.(ts|tsx)$(?<!views\/messages\/(ja|en)\/common\.ts)/)
})

test.for(sourceFiles)('%s exports by name and leaves nothing undone', (file) => {
  expect(read(file)).not.toMatch(/export default|@ts-ignore|@ts-expect-error|FIXME|TODO(?!\()/)
})
