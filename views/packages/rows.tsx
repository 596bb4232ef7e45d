/** Step 2: the list. Brought in, checked line by line, shown as it was understood. */

import { formatSize } from '../format.ts'
import { Actions, Button, type Problem as FieldProblem, FileField, Form, LinkButton, problemOf } from '../forms.tsx'
import { Facts, FileReceipt } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { Table } from '../parts/table.tsx'
import { uploadData } from '../uploads.ts'
import { JobProgress } from './job.tsx'
import type { Words } from './names.tsx'
import { type Draft, StepFrame } from './steps.tsx'

export type ListFacts = {
  fileName: string
  fileSize: number
  fileSha256: string
  rowCount: number
  encoding: string
  header: readonly string[]
  keyColumns: readonly string[]
  sample: readonly (readonly string[])[]
}
type RowsProps = Words & {
  pkg: Draft
  list: ListFacts | null
  working: { done: number; total: number } | null
  /** Why the last file was refused, as sentences. */
  failures: readonly string[]
  problems: readonly FieldProblem[]
  fresh: boolean
  token: string
}

export const RowsPage = (props: RowsProps) => {
  const { t, locale, pkg, list, working, failures, problems } = props
  const words = t.packages.rows
  return (
    <StepFrame t={t} locale={locale} pkg={pkg} step={2} title={words.title} lead={words.lead} problems={problems}>
      {working ? <ImportProgress t={t} id={pkg.id} done={working.done} total={working.total} /> : null}
      {failures.length > 0 ? <Failures t={t} failures={failures} /> : null}
      {list && !working ? <Imported {...props} list={list} /> : null}
      {working ? null : list ? (
        <Disclosure summary={words.replace} open={failures.length > 0 || problems.length > 0}>
          <UploadForm {...props} hint={words.replaceHint} kind="outline" />
        </Disclosure>
      ) : (
        <UploadForm {...props} />
      )}
    </StepFrame>
  )
}

type Working = { t: Words['t']; id: string; done: number; total: number }

export const ImportProgress = ({ t, id, done, total }: Working) => {
  const words = t.packages.rows
  const percent = Math.min(99, Math.floor((done / Math.max(1, total)) * 100))
  return (
    <JobProgress
      href={`/packages/${id}/steps/2/progress`}
      label={words.working}
      hint={words.workingHint}
      share={words.percent(percent)}
      percent={percent}
      reload={words.reload}
    />
  )
}

const Failures = ({ t, failures }: { t: Words['t']; failures: readonly string[] }) => (
  <Banner tone="error" title={t.packages.rows.failed} live>
    <p>{t.packages.rows.failedHint}</p>
    <ul class="yui-plain-list">
      {failures.map((words) => (
        <li>{words}</li>
      ))}
    </ul>
  </Banner>
)

const UploadForm = ({ t, locale, pkg, problems, token, hint, kind }: RowsProps & { hint?: string; kind?: 'outline' }) => {
  const words = t.packages.rows
  return (
    <Form
      action={`/packages/${pkg.id}/steps/2`}
      token={token}
      upload={uploadData(t, locale, { packageId: pkg.id, purpose: 'import' })}
    >
      <FileField
        name="file"
        label={words.file}
        hint={hint ? `${hint} ${words.hint}` : words.hint}
        required
        mark={t.frame.required}
        accept=".csv,text/csv"
        problem={problemOf(problems, 'file')}
      />
      <Actions>
        <Button kind={kind}>{words.send}</Button>
        {kind ? null : (
          <LinkButton kind="text" href={`/packages/${pkg.id}`}>
            {t.packages.steps.later}
          </LinkButton>
        )}
      </Actions>
    </Form>
  )
}

const Imported = ({ t, locale, pkg, list, fresh, failures }: RowsProps & { list: ListFacts }) => {
  const words = t.packages.rows
  return (
    <>
      {fresh && failures.length === 0 ? (
        <Banner tone="success" title={words.imported(list.rowCount, list.header.length)} live />
      ) : null}
      <FileReceipt
        name={list.fileName}
        size={formatSize(locale, list.fileSize)}
        sha256={list.fileSha256}
        sha256Label={words.sha256}
      />
      <Facts
        items={[
          { term: words.rowCount, value: words.rowsOf(list.rowCount) },
          { term: words.encoding, value: words.encodings[list.encoding] ?? list.encoding },
          list.keyColumns.length > 0
            ? { term: words.keys, value: list.keyColumns.join(' / '), note: words.keysHint }
            : { term: words.keys, value: words.noKeys },
        ]}
      />
      <Section title={words.preview}>
        <RowsPreview caption={words.preview} header={list.header} sample={list.sample} />
      </Section>
      <Actions>
        <LinkButton href={`/packages/${pkg.id}/steps/3`}>{t.packages.steps.go}</LinkButton>
        <LinkButton kind="text" href={`/packages/${pkg.id}`}>
          {t.packages.steps.later}
        </LinkButton>
      </Actions>
    </>
  )
}

const shownRows = 3

type Preview = { caption: string; header: readonly string[]; sample: readonly (readonly string[])[] }

/** A wide list scrolls inside its own region, which the keyboard reaches. */
const RowsPreview = ({ caption, header, sample }: Preview) => (
  <section class="yui-scroll" tabindex={0} aria-label={caption}>
    <Table
      caption={caption}
      captionHidden
      dense
      columns={header.map((label, i) => ({ label, kind: i === 0 ? ('head' as const) : ('text' as const) }))}
      rows={sample.slice(0, shownRows).map((cells) => ({ cells: [...cells] }))}
    />
  </section>
)
