/** Reads the repository's own sources for the tests that hold it to its rules. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const list = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .sort()

export const layers = ['policies', 'db', 'views', 'server'] as const
export const sourceFiles = layers.flatMap(list).filter((file) => /\.(ts|tsx|mjs)$/.test(file))
export const testFiles = list('tests').filter((file) => /\.(ts|tsx|mjs)$/.test(file))
export const staticFiles = list('static').filter((file) => /\.(css|js)$/.test(file))
export const documents = [...readdirSync('.'), ...[...layers, 'tests', 'static'].flatMap(list)].filter((file) =>
  file.endsWith('.md'),
)
export const read = (file: string): string => readFileSync(file, 'utf8')
/** Every module that a file imports, relative ones as paths from the root. */
export const importsOf = (file: string, text = read(file)): string[] =>
  [...text.matchAll(/(?:from|import) '([^']+)'/g), ...text.matchAll(/import\('([^']+)'\)/g)].map(([, from]) =>
    from!.startsWith('.') ? join(file, '..', from!) : from!,
  )
/** Those that it needs when it runs. */
export const runtimeImportsOf = (file: string): string[] => importsOf(file, read(file).replace(/^(import|export) type .*$/gm, ''))
