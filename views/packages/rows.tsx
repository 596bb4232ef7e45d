/** Step 2: the list. Brought in, checked line by line, shown as it was understood. */

import { otherNumbers } from '../../policies/files/my-number.ts'
import { uploadData } from '../files/uploads.ts'
import { Actions, FileField, Select } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { Facts, FileReceipt } from '../parts/facts.tsx'
import { ActForm, type Filled, fieldIn } from '../parts/form-page.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { JobProgress, type Working } from './job.tsx'
import { HowRead, type ReadList } from './reading.tsx'
import { type Draft, goOn, StepFrame } from './steps.tsx'

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
type RowsProps = {
  say: Say
  pkg: Draft
  list: ListFacts | null
  /** How the file that was sent last was read. */
  read: ReadList | null
  /** 12 digits were found of which only an officer can say what they are. */
  isUnsure: boolean
  working: { done: number; total: number } | null
  /** Why the last file was refused, as sentences. */
  failures: readonly string[]
  fresh: boolean
  form: Filled
}

export const RowsPage = (props: RowsProps) => {
  const { say, pkg, list, read, working, failures, form } = props
  const { t } = say
  const words = t.packages.rows
  const asked = working ? null : uploadForm(props)
  return (
    <StepFrame say={say} pkg={pkg} step={2} title={words.title} lead={words.lead} form={form}>
      {working ? <ImportProgress t={t} id={pkg.id} done={working.done} total={working.total} /> : null}
      {failures.length > 0 ? <Failures t={t} failures={failures} /> : null}
      {list && !working ? <Imported {...props} list={list} /> : null}
      {read && !working ? <HowRead say={say} id={pkg.id} read={read} refused={failures.length > 0} form={form} /> : null}
      {list && !working ? <Actions>{goOn(say, pkg.id, 3)}</Actions> : null}
      {list && asked ? (
        <Disclosure summary={words.replace} open={failures.length > 0 || form.problems.length > 0}>
          {asked}
        </Disclosure>
      ) : (
        asked
      )}
    </StepFrame>
  )
}

export const ImportProgress = ({ id, ...job }: Working) => (
  <JobProgress href={`/packages/${id}/steps/2/progress`} label={job.t.packages.rows.working} {...job} />
)

const Failures = ({ t, failures }: { t: Messages; failures: readonly string[] }) => (
  <Banner tone="error" title={t.packages.rows.failed} live>
    <p>{t.packages.rows.failedHint}</p>
    <ul class="yui-plain-list">
      {failures.map((words) => (
        <li>{words}</li>
      ))}
    </ul>
  </Banner>
)

/** Called, not drawn as an element: the summary above needs the label of its field. */
function uploadForm({ say, pkg, list, isUnsure, form }: RowsProps) {
  const { rows: words, steps } = say.t.packages
  const kinds = otherNumbers.map((value) => ({ value, label: words.numbersAre[value] }))
  const at = `/packages/${pkg.id}`
  const look = list ? ({ kind: 'outline' } as const) : { back: { href: at, words: steps.later } }
  const upload = uploadData(say, { packageId: pkg.id, purpose: 'import' })
  const hint = list ? `${words.replaceHint} ${words.hint}` : words.hint
  return (
    <ActForm say={say} form={form} action={`${at}/steps/2`} button={words.send} upload={upload} {...look}>
      <FileField {...fieldIn(say, form)('file', words.file, hint)} accept=".csv,.tsv,.txt,text/csv,text/plain" />
      {isUnsure ? (
        <Select {...fieldIn(say, form)('numbers', words.numbers, words.numbersHint)} empty={words.numbersNone} options={kinds} />
      ) : null}
    </ActForm>
  )
}

const Imported = ({ say, list, fresh, failures }: RowsProps & { list: ListFacts }) => {
  const words = say.t.packages.rows
  return (
    <>
      {fresh && failures.length === 0 ? (
        <Banner tone="success" title={words.imported(list.rowCount, list.header.length)} live />
      ) : null}
      <FileReceipt name={list.fileName} size={say.size(list.fileSize)} sha256={list.fileSha256} sha256Label={words.sha256} />
      <Facts
        items={[
          { term: words.rowCount, value: words.rowsOf(list.rowCount) },
          { term: words.encoding, value: words.encodings[list.encoding] ?? list.encoding },
          list.keyColumns.length > 0
            ? { term: words.keys, value: list.keyColumns.join(' / '), note: words.keysHint }
            : { term: words.keys, value: words.noKeys },
        ]}
      />
    </>
  )
}
