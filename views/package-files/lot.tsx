/** Files on the page of a lot: material to read, and what goes out with the next delivery. */
import { kindsFor } from '../../policies/files.ts'
import { filesAtOnce, mostFor } from '../../policies/uploads.ts'
import { formatSize } from '../format.ts'
import { Actions, Button, FileField, Form, type Problem, problemOf } from '../forms.tsx'
import { hx } from '../hx.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'
import { Disclosure } from '../parts/notices.tsx'
import { uploadData } from '../uploads.ts'
import { FileLines, type Line } from './lines.tsx'
import { kindNames } from './problems.ts'

type Words = { t: Messages; locale: Locale }
export type LotFiles = {
  material: readonly Line[]
  attached: readonly (Line & { submissionId: string | null })[]
  mayAttach: boolean
  viewOnly: boolean
}

export const Material = ({ t, locale, files }: Words & { files: readonly Line[] }) =>
  files.length === 0 ? null : (
    <Section title={t.packageFiles.work.title} id="material">
      <FileLines t={t} locale={locale} label={t.packageFiles.work.title} files={files} />
    </Section>
  )

type AttachProps = Words & {
  assignment: { id: string; packageId: string }
  files: LotFiles
  problems: readonly Problem[]
  token: string
}

export const Attach = ({ t, locale, assignment, files, problems, token }: AttachProps) => {
  const words = t.packageFiles.work
  const problem = problemOf(problems, 'attached')
  const kinds = files.viewOnly ? kindsFor['material-view-only'] : kindsFor.delivery
  const { id, packageId } = assignment
  return (
    <Section title={words.attach} lead={words.attachLead} id="attachments">
      <AttachedList t={t} locale={locale} id={id} files={files.attached} />
      <Disclosure summary={words.attachOpen} open={problem !== undefined}>
        <Form
          action={`/assignments/${id}/files`}
          token={token}
          upload={uploadData(t, locale, { packageId, purpose: 'attachment', assignmentId: id })}
        >
          <FileField
            name="attached"
            label={t.packageFiles.file}
            hint={t.packageFiles.hint(kindNames(t, locale, kinds), formatSize(locale, mostFor('attachment')), filesAtOnce)}
            multiple
            required
            mark={t.frame.required}
            problem={problem}
          />
          <Actions>
            <Button kind="outline">{t.packageFiles.send}</Button>
          </Actions>
        </Form>
      </Disclosure>
    </Section>
  )
}

/** What has not gone out yet; renews itself as long as something is being checked. */
export const AttachedList = ({ t, locale, id, files }: Words & { id: string; files: LotFiles['attached'] }) => {
  const words = t.packageFiles.work
  const open = files.filter(({ submissionId }) => submissionId === null)
  const busy = open.some(({ state }) => state === 'scanning')
  return (
    <div id="attached-files" {...(busy ? hx({ get: `/assignments/${id}/files`, trigger: 'every 2s', swap: 'outerMorph' }) : {})}>
      {open.length === 0 ? null : (
        <FileLines
          t={t}
          locale={locale}
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
export const Sent = ({ t, locale, files, submissionId }: Words & { files: LotFiles['attached']; submissionId: string }) => {
  const sent = files.filter((file) => file.submissionId === submissionId)
  const words = t.packageFiles.work
  return sent.length === 0 ? null : <FileLines t={t} locale={locale} label={words.sent} files={sent} />
}
