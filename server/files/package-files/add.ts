/** Files that a form brought in become files of a package: looked at by name and size at once, at their bytes in the background. */
import { addPackageFile } from '../../../db/files/package-files.ts'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import { filesAtOnce, kindsOf, mostFor, plainFormMost, problemBefore } from '../../../policies/files/uploads.ts'
import type { Permit } from '../../../policies/kernel/decision.ts'
import { fileProblemWords } from '../../../views/files/package-files/problems.ts'
import type { Ctx } from '../../kernel/context.ts'
import { commit } from '../../kernel/forms.ts'
import { scanSoon } from '../file-scan.ts'
import { noFileWords, readFormFiles } from '../form-files.ts'
import { removeAll } from '../multipart.ts'
import { writeNaming } from '../naming.ts'
import type { Target } from '../uploads/form.ts'

type How = {
  readonly viewOnly: boolean
  readonly to: string
  /** A further permit like the one that was asked for, under a new id. */
  readonly another: () => Permit<'file.add'>
}

/** The answer that leads on, or what is wrong in words; then nothing is left behind: either all of a form's files are added, or none. */
export async function addUploaded(
  c: Ctx,
  permit: Permit<'file.add'>,
  target: Target,
  { viewOnly, to, another }: How,
): Promise<{ problem: string } | { answer: Response }> {
  const { purpose, packageId, assignmentId } = target
  const field = purpose === 'attachment' ? 'attached' : 'file'
  const { files, problem, about } = await readFormFiles(c, { ...target, field, most: plainFormMost, atOnce: filesAtOnce })
  if (files.length === 0) {
    // Of several files, one that is there and holds nothing.
    const isEmpty = problem === 'missing' && about !== undefined
    return {
      problem: named(c, about, isEmpty ? c.var.t.packageFiles.problem.empty : noFileWords(c, problem, plainFormMost)),
    }
  }
  for (const { name, bytes } of files) {
    const wrong = problemBefore({ name, size: bytes.size }, kindsOf(purpose, viewOnly), mostFor(purpose))
    if (!wrong) continue
    await removeAll(c, files)
    return { problem: named(c, files.length > 1 ? name : undefined, fileProblemWords(c.var.say, wrong)) }
  }
  const added = files.map((file, i) => ({ ...file, permit: i === 0 ? permit : another() }))
  const keys = files.map(({ bytes }) => bytes.storageKey)
  const answer = await writeNaming(c, keys, () =>
    commit(c, to, async (tx) => {
      for (const { permit, name, bytes } of added) await addPackageFile(tx, permit, { packageId, assignmentId, name, bytes })
    }),
  )
  for (const { permit } of added) scanSoon(c.var, { id: permit.on, townId: permit.chain })
  return { answer }
}

/** An individual number in a name is not repeated. */
const named = ({ var: { t } }: Ctx, name: string | undefined, words: string): string =>
  name === undefined || findMyNumber(name) ? words : t.uploads.named(name, words)
