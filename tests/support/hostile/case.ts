/** How a case is written down: what it is, its name, its bytes, and the problem that must be named. */
import type { FileKind, FileProblem } from '../../../policies/files/files.ts'
import { officeFile, type Parts } from './office.ts'

type Loose = FileProblem extends infer P ? (P extends FileProblem ? Partial<P> & { kind: P['kind'] } : never) : never
export type Hostile = { what: string; name: string; bytes: Buffer; problem: Loose; allowed?: readonly FileKind[] }

/** Worked by hand from the published formula (tests/files/my-number.rules.test.ts); put together so that it stands nowhere as a whole. */
export const number = ['1234', '5678', '9018'].join('')
export const latin = (text: string) => Buffer.from(text, 'latin1')
export const program = Buffer.concat([latin('MZ\x90\0\x03\0\0\0'), Buffer.alloc(200)])
/** What Office wrote before 2007, and still puts files with a password into. */
export const ole = (text = ''): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_024), Buffer.from(text, 'utf16le'), Buffer.alloc(512)])

export const file = (
  what: string,
  name: string,
  bytes: Buffer | string,
  problem: Loose,
  allowed?: readonly FileKind[],
): Hostile => ({
  what,
  name,
  bytes: Buffer.from(bytes),
  problem,
  ...(allowed ? { allowed } : {}),
})
export const other = (
  what: string,
  name: string,
  bytes: Buffer | string,
  found: Extract<FileProblem, { kind: 'content' }>['found'],
) => file(what, name, bytes, { kind: 'content', found })
export const office = (what: string, kind: 'xlsx' | 'docx' | 'pptx', parts: Parts, problem: Loose) =>
  file(what, `a.${kind}`, officeFile(kind, parts), problem)
