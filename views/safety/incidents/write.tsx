/** Writing the nine items of a report, each with what the records say; filing what was saved; the versions so far. */
import { filedKinds, type Items, reportItems } from '../../../policies/safety/incident-reports.ts'
import { Hidden, Radios, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, Problems, typedIn } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { nameOf } from './papers.tsx'

type Draft = { id: string; version: number; filedAt: string; name: string; romaji: string }
type Props = {
  say: Say
  id: string
  records: Items
  /** The versions saved so far, the latest first. */
  drafts: readonly Draft[]
  /** Somebody saved another version meanwhile. */
  conflict: boolean
  saved: boolean
  save: Filled
  file: Filled
}

export const WritePage = (props: Props) => {
  const { say, id, drafts, conflict, saved, save, file } = props
  const words = say.t.incidentReports.write
  const [latest] = drafts
  const forms = [ItemsForm(props), FileForm(props)]
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {[save, file].map((form) => (
        <Problems say={say} form={form} />
      ))}
      {conflict && latest ? (
        <Banner
          tone="warning"
          title={words.conflict}
          live
          action={<a href={`/incidents/${id}/reports/${latest.id}`}>{words.see(latest.version)}</a>}
        >
          <p>{words.conflictWords(latest.version)}</p>
        </Banner>
      ) : null}
      {saved && latest ? <Banner tone="success" title={words.saved(latest.version)} live /> : null}
      <p>{latest ? words.base(latest.version) : words.fresh}</p>
      <p>{words.names}</p>
      {forms}
      {drafts.length > 0 ? <Versions {...props} /> : null}
    </>
  )
}

const ItemsForm = ({ say, id, records, drafts, save }: Props) => {
  const { items, write, filed } = say.t.incidentReports
  const field = fieldIn(say, save)
  const act = { say, form: save, action: `/incidents/${id}/report`, button: write.save }
  return (
    <ActForm {...act} back={{ href: `/incidents/${id}`, words: filed.back }}>
      <Hidden name="base" value={String(drafts[0]?.version ?? 0)} />
      {reportItems.map((item, i) => (
        <>
          <TextArea
            {...field(item, `${i + 1}. ${items[item].term}`, items[item].hint)}
            rows={item === 'outline' || item === 'other' ? 7 : 4}
          />
          {records[item] && records[item] !== typedIn(save, item) ? (
            <Disclosure summary={write.records}>
              <p class="yui-lines">{say.quoted(records[item])}</p>
            </Disclosure>
          ) : null}
        </>
      ))}
    </ActForm>
  )
}

const FileForm = ({ say, id, drafts: [latest], file }: Props) => {
  const { write: words, kinds } = say.t.incidentReports
  const options = filedKinds.map((value) => ({ value, label: kinds[value], hint: words.kindNotes[value] }))
  return (
    <Section title={words.file} lead={words.fileLead} id="file">
      {latest ? (
        <ActForm {...{ say, form: file }} action={`/incidents/${id}/filing`} button={words.fileButton} kind="outline">
          <Hidden name="draft" value={String(latest.version)} />
          <Radios {...fieldIn(say, file)('kind', words.fileKind)} options={options} />
        </ActForm>
      ) : (
        <p>{words.saveFirst}</p>
      )}
    </Section>
  )
}

const Versions = ({ say, id, drafts }: Props) => {
  const words = say.t.incidentReports.write
  const link = ({ id: report, version }: Draft) => (
    <a href={`/incidents/${id}/reports/${report}`}>{nameOf(say.t, { kind: 'draft', version })}</a>
  )
  return (
    <Section title={words.versions}>
      <List
        caption={words.versions}
        rows={drafts}
        columns={[
          { label: words.version, kind: 'head', cell: link },
          { label: words.at, kind: 'named', cell: ({ filedAt }) => say.moment(filedAt) },
          { label: words.by, kind: 'named', cell: (one) => say.name(one) },
        ]}
      />
    </Section>
  )
}
