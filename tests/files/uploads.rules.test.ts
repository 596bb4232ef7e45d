// Uploads: who may send, what fits, and what is refused by name and size.
import { expect, test } from 'vitest'
import { fileLimits } from '../../policies/files/files.ts'
import {
  decideCancel,
  decideUpload,
  decideUploading,
  fullness,
  kindsOf,
  type Load,
  mostFor,
  problemBefore,
  purposes,
} from '../../policies/files/uploads.ts'
import { roles } from '../../policies/identity/people.ts'
import { permit, refuse } from '../../policies/kernel/decision.ts'

const me = { id: 'me', grants: [{ role: 'coordinator' as const, townId: '202151' }] }
const mine = { id: 'u', townId: '202151', personId: 'me' }

test('who may send files at all: whoever posts, manages or works', () => {
  for (const role of roles) {
    const decision = decideUploading({ id: 'x', grants: [{ role, townId: null }] })
    expect([role, 'act' in decision]).toEqual([role, ['coordinator', 'manager', 'worker'].includes(role)])
  }
  expect(decideUploading({ id: 'x', grants: [] })).toMatchObject({ refused: 'role' })
})

test('a part is allowed by the rule of its form, and only to who began', () => {
  const form = permit('package.import', { id: 'p', townId: '202151' })
  expect(decideUpload(me, mine, form)).toEqual({ act: 'upload.send', on: 'u', chain: '202151' })
  for (const why of ['status', 'role', 'unseen', 'closed'] as const)
    expect(decideUpload(me, mine, refuse(why))).toMatchObject({ refused: why })
  const other = { ...mine, personId: 'other' }
  expect(decideUpload(me, other, form)).toMatchObject({ refused: 'unseen' })
  expect(decideCancel(me, mine)).toMatchObject({ act: 'upload.cancel' })
  expect(decideCancel(me, other)).toMatchObject({ refused: 'unseen' })
})

const empty: Load = { ownUploads: 0, packageFiles: 0, packageBytes: 0, coming: 0, room: { free: 100, total: 100 } }
test('each limit holds at its very number, lists count against the disk only, and an unknown disk is not asked', () => {
  const { openUploadsPerPerson, filesPerPackage, bytesPerPackage } = fileLimits
  for (const purpose of purposes) {
    const own = purpose === 'material' || purpose === 'attachment'
    const limit = (load: Partial<Load>) => fullness(purpose, { ...empty, ...load })
    expect(limit({})).toBeUndefined()
    expect([limit({ ownUploads: openUploadsPerPerson }), limit({ ownUploads: openUploadsPerPerson + 1 })]).toEqual([
      undefined,
      'uploads',
    ])
    expect([limit({ packageFiles: filesPerPackage }), limit({ packageFiles: filesPerPackage + 1 })]).toEqual([
      undefined,
      own ? 'files' : undefined,
    ])
    expect([limit({ packageBytes: bytesPerPackage }), limit({ packageBytes: bytesPerPackage + 1 })]).toEqual([
      undefined,
      own ? 'bytes' : undefined,
    ])
    expect([limit({ coming: 90 }), limit({ coming: 91 })]).toEqual([undefined, 'disk'])
    expect(limit({ coming: 1e15, room: null })).toBeUndefined()
  }
})

test('names and sizes are looked at before a byte has come', () => {
  const material = kindsOf('material', false)
  const problem = (name: string, size: number, allowed = material, most = mostFor('material')) =>
    problemBefore({ name, size }, allowed, most)?.kind
  expect(problem('手順.pdf', 1)).toBeUndefined()
  expect(problem('手順.pdf', 0)).toBe('empty')
  expect(problem('手順.pdf', 512 * 1024 ** 2)).toBeUndefined()
  expect(problem('手順.pdf', 512 * 1024 ** 2 + 1)).toBe('too-large')
  expect(problem('a.exe', 1)).toBe('extension')
  expect(problem('a.docx', 1, kindsOf('material', true))).toBe('extension')
  expect(problem('a.docx', 1, kindsOf('attachment', true))).toBe('extension')
  expect(problem('123456789018.pdf', 1)).toBe('my-number')
  // Lists are judged by those who read them, whatever they are called.
  expect(kindsOf('import', true)).toBeNull()
  expect(problem('一覧', 1, kindsOf('import', false), mostFor('import'))).toBeUndefined()
  expect(problem('一覧.csv', 64 * 1024 ** 2 + 1, null, mostFor('import'))).toBe('too-large')
  expect(problem('a.csv', 16 * 1024 ** 2 + 1, null, mostFor('delivery'))).toBe('too-large')
})
