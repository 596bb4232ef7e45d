/** The material of a package: what there is, how far its checks have come, and the form that adds to it. */
import { kindsFor } from '../../policies/files.ts'
import { filesAtOnce, mostFor, plainFormMost } from '../../policies/uploads.ts'
import { formatSize } from '../format.ts'
import { Actions, Button, ErrorSummary, FileField, Form, LinkButton, type Problem, problemOf } from '../forms.tsx'
import { hx } from '../hx.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Empty } from '../parts/notices.tsx'
import { uploadData } from '../uploads.ts'
import { FileLines, type Line } from './lines.tsx'
import { kindNames } from './problems.ts'

type ListProps = { t: Messages; locale: Locale; at: string; files: readonly Line[]; held: readonly Line[] }
type MaterialProps = ListProps & {
  pkg: { id: string; number: string; title: string }
  viewOnly: boolean
  problems: readonly Problem[]
  /** Of the form that adds; nothing where nothing can be added. */
  token: string | undefined
}

export const MaterialPage = (props: MaterialProps) => {
  const { t, pkg, viewOnly, problems, token } = props
  const words = t.packageFiles
  return (
    <>
      <PageHeading
        eyebrow={`${pkg.number}　${pkg.title}`}
        title={words.title}
        lead={viewOnly ? words.leadViewOnly : words.lead}
      />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <MaterialList {...props} />
      {token ? <AddForm {...props} token={token} /> : <p>{words.closed}</p>}
      <p>
        <LinkButton kind="text" href={`/packages/${pkg.id}`}>
          {words.back}
        </LinkButton>
      </p>
    </>
  )
}

/** Renews itself as long as something is being checked. */
export const MaterialList = ({ t, locale, at, files, held }: ListProps) => {
  const words = t.packageFiles
  const busy = [...files, ...held].some(({ state }) => state === 'scanning')
  return (
    <div id="files" {...(busy ? hx({ get: at, trigger: 'every 2s', swap: 'outerMorph' }) : {})}>
      {files.length === 0 ? (
        <Empty title={words.empty.title} sign="file">
          {words.empty.body}
        </Empty>
      ) : (
        <FileLines t={t} locale={locale} label={words.caption} files={files} />
      )}
      {held.length > 0 ? (
        <Section title={words.heldFromWork}>
          <FileLines t={t} locale={locale} label={words.heldFromWork} files={held} />
        </Section>
      ) : null}
    </div>
  )
}

const AddForm = ({ t, locale, pkg, at, viewOnly, problems, token }: MaterialProps & { token: string }) => {
  const words = t.packageFiles
  const kinds = viewOnly ? kindsFor['material-view-only'] : kindsFor.material
  return (
    <Section title={words.add} id="add">
      <Form action={at} token={token} upload={uploadData(t, locale, { packageId: pkg.id, purpose: 'material' })}>
        <FileField
          name="file"
          label={words.file}
          hint={
            <>
              {words.hint(kindNames(t, locale, kinds), formatSize(locale, mostFor('material')), filesAtOnce)}
              <noscript> {words.plainHint(formatSize(locale, plainFormMost))}</noscript>
            </>
          }
          multiple
          required
          mark={t.frame.required}
          problem={problemOf(problems, 'file')}
        />
        <Actions>
          <Button>{words.send}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
