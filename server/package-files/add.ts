/** A file that a form brought in becomes a file of a package: looked at by name and size at once, at its bytes in the background. */
import { addPackageFile } from '../../db/package-files.ts'
import type { Permit } from '../../policies/decision.ts'
import { kindsOf, mostFor, plainFormMost, problemBefore } from '../../policies/uploads.ts'
import { fileProblemWords } from '../../views/package-files/problems.ts'
import type { Ctx } from '../context.ts'
import { scanSoon } from '../file-scan.ts'
import { commit } from '../forms.ts'
import { readUpload, uploadProblemWords } from '../upload.ts'
import type { Target } from '../uploads/form.ts'

type How = { readonly viewOnly: boolean; readonly to: string }

/** The answer that leads on, or what is wrong in words; then nothing is left behind. */
export async function addUploaded(
  c: Ctx,
  permit: Permit<'file.add'>,
  target: Target,
  { viewOnly, to }: How,
): Promise<{ problem: string } | { answer: Response }> {
  const { t, locale, store } = c.var
  const { purpose, packageId, assignmentId } = target
  const upload = await readUpload(c, { ...target, field: purpose === 'attachment' ? 'attached' : 'file', most: plainFormMost })
  if (!upload.file) return { problem: uploadProblemWords(c, upload.problem, plainFormMost) }
  const { name, bytes } = upload.file
  const drop = () => store.remove(bytes.storageKey)
  const problem = problemBefore({ name, size: bytes.size }, kindsOf(purpose, viewOnly), mostFor(purpose))
  if (problem) {
    await drop()
    return { problem: fileProblemWords(t, locale, problem) }
  }
  const answer = await commit(c, to, (tx) => addPackageFile(tx, permit, { packageId, assignmentId, name, bytes })).catch(
    async (error: unknown) => {
      await drop()
      throw error
    },
  )
  scanSoon(c.var, permit.on)
  return { answer }
}
