// What comes with the platform: the bill of materials (CycloneDX) out of the lockfile, its licences, and who runs code while it is installed.
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { read } from './sources.ts'

/** Licences (SPDX) under which a town may run and change what it gets; MPL asks only that changed files of its own stay open. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
])
/** What the lockfile says nothing of, as its own files say it. */
const readByHand: Readonly<Record<string, string>> = {
  busboy: 'MIT',
  dicer: 'MIT',
  streamsearch: 'MIT',
  'htmx.org': '0BSD',
  'humanize-number': 'MIT',
  only: 'MIT',
}
/** What they build is needed: the database, and the bundler (whose script only checks its binary). */
const mayRunScripts = ['better-sqlite3', 'esbuild']

type License = { license?: { id?: string; name?: string }; expression?: string }
type Component = { name: string; group?: string; licenses?: License[] }
type Locked = { packages: Record<string, { hasInstallScript?: boolean; resolved?: string; integrity?: string }> }

/** `A OR B`: one is enough. `A AND B`: all of them. */
const isAllowed = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((part) => part.split(' AND ').every((licence) => allowed.has(licence.trim())))
const saidBy = ({ licenses = [] }: Component) =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join(' AND ')
const unlicensed = (components: readonly Component[]) =>
  components.filter((each) => !isAllowed(readByHand[each.name] ?? saidBy(each))).map((each) => `${each.name}: ${saidBy(each)}`)
const nameOf = (path: string) => path.split('node_modules/').at(-1)!
const scripted = ({ packages }: Locked) =>
  Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => nameOf(path))

const lock = JSON.parse(read('package-lock.json')) as Locked
const bill = JSON.parse(
  execFileSync('npm', ['run', '-s', 'sbom', '--', '--offline'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
) as { bomFormat: string; components: Component[] }

test('the bill of materials names every package of the lockfile, under a licence that we may pass on', () => {
  expect(bill.bomFormat).toBe('CycloneDX')
  expect(bill.components.length).toBeGreaterThan(300)
  expect(unlicensed(bill.components)).toEqual([])
  const locked = Object.keys(lock.packages)
    .filter((path) => path !== '')
    .map(nameOf)
  const named = new Set(bill.components.map(({ name }) => name))
  expect(locked.filter((name) => !named.has(name))).toEqual([])
})

test('a licence that nobody allowed is seen, and so is none', () => {
  const of = (name: string, ...licenses: License[]): Component => ({ name, licenses })
  expect(
    unlicensed([
      of('copyleft', { license: { id: 'AGPL-3.0-only' } }),
      of('silent'),
      of('both', { expression: 'MIT AND GPL-3.0-only' }),
      of('own', { license: { name: 'SEE LICENSE IN LICENSE' } }),
      of('either', { expression: '(MIT OR GPL-3.0-only)' }),
    ]).map((line) => line.split(':')[0]),
  ).toEqual(['copyleft', 'silent', 'both', 'own'])
})

test('only known packages run code while they are installed', () => {
  expect(scripted(lock).sort()).toEqual(mayRunScripts)
})

test('every package is pinned by its hash, and none comes from anywhere but the registry that `npm ci` asks', () => {
  const others = Object.entries(lock.packages).filter(([path]) => path !== '')
  expect(others.filter(([, { integrity, resolved }]) => !integrity || resolved !== undefined).map(([path]) => path)).toEqual([])
})
