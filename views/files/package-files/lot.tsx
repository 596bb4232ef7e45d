/** Files on the page of a lot: material to read, and what goes out with the next delivery. */
import { kindsFor } from '../../../policies/files/files.ts'
import { filesAtOnce, mostFor } from '../../../policies/files/uploads.ts'
import { FileField } from '../../kernel/forms.tsx'
import { hx } from '../../kernel/hx.ts'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Disclosure } from '../../parts/notices.tsx'
import { uploadData } from '../uploads.ts'
import { FileLines, type Line } from './lines.tsx'
import { kindNames } from './problems.ts'

export type LotFiles = {
  material: readonly Line[]
  attached: readonly (Line & { submissionId: string | null })[]
  mayAttach: boolean
  viewOnly: boolean
}

export const Material = ({ say, files }: { say: Say; files: readonly Line[] }) =>
  files.length === 0 ? null : (
    <Section title={say.t.packageFiles.work.title} id="material">
      <FileLines say={say} label={say.t.packageFiles.work.title} files={files} />
    </Section>
  )

type AttachProps = { say: Say; assignment: { id: string; packageId: string }; files: LotFiles; form: Filled }

export const Attach = ({ say, assignment: { id, packageId }, files, form }: AttachProps) => {
  const { file, hint, send, work: words } = say.t.packageFiles
  const kinds = files.viewOnly ? kindsFor['material-view-only'] : kindsFor.delivery
  const field = fieldIn(say, form)('attached', file, hint(kindNames(say, kinds), say.size(mostFor('attachment')), filesAtOnce))
  const upload = uploadData(say, { packageId, purpose: 'attachment', assignmentId: id })
  return (
    <Section title={words.attach} lead={words.attachLead} id="attachments">
      <AttachedList say={say} id={id} files={files.attached} />
      <Disclosure summary={words.attachOpen} open={field.problem !== undefined}>
        <ActForm say={say} form={form} action={`/assignments/${id}/files`} button={send} kind="outline" upload={upload}>
          <FileField {...field} multiple />
        </ActForm>
      </Disclosure>
    </Section>
  )
}

/** What has not gone out yet; renews itself as long as something is being checked. */
export const AttachedList = ({ say, id, files }: { say: Say; id: string; files: LotFiles['attached'] }) => {
  const words = say.t.packageFiles.work
  const open = files.filter(({ submissionId }) => submissionId === null)
  const busy = open.some(({ state }) => state === 'scanning')
  return (
    <div id="attached-files" {...(busy ? hx({ get: `/assignments/${id}/files`, trigger: 'every 2s', swap: 'outerMorph' }) : {})}>
      {open.length === 0 ? null : (
        <FileLines
          say={say}
          label={words.attached}
          files={open}
          own
          removeWords={(name) => [words.takeBack, words.takeBackNamed(name)]}
        />
      )}
    </div>
  )
}

/** What came with one delivery. */
export const Sent = ({ say, files, submissionId }: { say: Say; files: LotFiles['attached']; submissionId: string }) => {
  const sent = files.filter((file) => file.submissionId === submissionId)
  return sent.length === 0 ? null : <FileLines say={say} label={say.t.packageFiles.work.sent} files={sent} />
}
