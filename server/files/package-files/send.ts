/** A file of a package as a download: whole, or from where an earlier download broke off. */
import type { PackageFile } from '../../../db/files/package-files.ts'
import { fileKinds } from '../../../policies/files/files.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import { rangedAttachment, readRange } from '../../kernel/attachment.ts'
import type { Ctx } from '../../kernel/context.ts'
import { found } from '../../kernel/errors.tsx'
import { type About, insistOpen, openContent } from '../../safety/content.ts'

export async function sendFile(c: Ctx, file: PackageFile, permit: Permit<'file.download'>, about: About): Promise<Response> {
  const { store, limits, actor } = c.var
  const { id, name, size, sha256, storageKey } = file
  const kind = found(file.kind)
  await limits.spend('file', actor.id)
  const range = readRange(c, { size, sha256 })
  if (range === 'beyond') {
    // How long it is, only who may have it learns.
    await insistOpen(c, 'download', about)
    return c.body(null, 416, { 'content-range': `bytes */${size}` })
  }
  const from = range ? { from: range.from } : {}
  const detail = { file: id, sha256, ...from }
  const { opening, stillOpen } = await openContent(c, { ...about, use: 'download', form: 'file', permit, detail })
  const type = fileKinds[kind].mime
  return rangedAttachment(c, {
    name,
    type,
    size,
    sha256,
    range,
    stillOpen,
    open: (a, b) => store.read(opening, storageKey, a, b),
  })
}
