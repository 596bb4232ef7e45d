/** Writing the nine items of a report, each with what the records say; filing what was saved; the versions so far. */
import { filedKinds, type Items, mostItemWords, reportItems } from '../../policies/incident-reports.ts'
import { formatMoment } from '../format.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, LinkButton, type Problem, problemOf, Radios, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { quoted } from '../parts/quoted.ts'
import { Table } from '../parts/table.tsx'
import type { Say } from '../say.tsx'
import { nameOf } from './papers.tsx'

type Draft = { id: string; version: number; filedAt: string; by: string }
type Props = {
  say: Say
  id: string
  items: Items
  records: Items
  /** The version saved last; 0 before there is one. */
  base: number
  drafts: readonly Draft[]
  kind: string
  /** Somebody saved another version meanwhile. */
  conflict: boolean
  saved: boolean
  problems: readonly Problem[]
  tokens: { save: string; file: string }
}

export const WritePage = (props: Props) => {
  const { t, id, base, drafts, conflict, saved, problems } = props
  const words = t.incidentReports.write
  const [latest] = drafts
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
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
      {saved && base > 0 ? <Banner tone="success" title={words.saved(base)} live /> : null}
      <p>{base > 0 ? words.base(base) : words.fresh}</p>
      <p>{words.names}</p>
      <ItemsForm {...props} />
      <FileForm {...props} />
      {drafts.length > 0 ? <Versions {...props} /> : null}
    </>
  )
}

const ItemsForm = ({ say, id, items, records, base, problems, tokens }: Props) => {
  const { t } = say
  const words = t.incidentReports
  return (
    <Form action={`/incidents/${id}/report`} token={tokens.save}>
      <Hidden name="base" value={String(base)} />
      {reportItems.map((item, i) => (
        <>
          <TextArea
            name={item}
            label={`${i + 1}. ${words.items[item].term}`}
            hint={words.items[item].hint}
            rows={item === 'outline' || item === 'other' ? 7 : 4}
            maxlength={mostItemWords}
            value={items[item]}
            problem={problemOf(problems, item)}
          />
          {records[item] && records[item] !== items[item] ? (
            <Disclosure summary={words.write.records}>
              <p class="yui-lines">{say.quoted(records[item])}</p>
            </Disclosure>
          ) : null}
        </>
      ))}
      <Actions>
        <Button>{words.write.save}</Button>
        <LinkButton href={`/incidents/${id}`} kind="text">
          {words.filed.back}
        </LinkButton>
      </Actions>
    </Form>
  )
}

const FileForm = ({ t, id, base, kind, problems, tokens }: Props) => {
  const words = t.incidentReports
  return (
    <Section title={words.write.file} lead={words.write.fileLead} id="file">
      {base === 0 ? (
        <p>{words.write.saveFirst}</p>
      ) : (
        <Form action={`/incidents/${id}/filing`} token={tokens.file}>
          <Hidden name="draft" value={String(base)} />
          <Radios
            name="kind"
            label={words.write.fileKind}
            mark={t.frame.required}
            required
            value={kind}
            problem={problemOf(problems, 'kind')}
            options={filedKinds.map((value) => ({
              value,
              label: words.kinds[value],
              hint: words.write.kindNotes[value],
            }))}
          />
          <Actions>
            <Button kind="outline">{words.write.fileButton}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

const Versions = ({ say, id, drafts }: Props) => {
  const { t } = say
  const words = t.incidentReports.write
  return (
    <Section title={words.versions}>
      <Table
        caption={words.versions}
        captionHidden
        columns={[{ label: words.version, kind: 'head' }, { label: words.at }, { label: words.by }]}
        rows={drafts.map((one) => ({
          cells: [
            <a href={`/incidents/${id}/reports/${one.id}`}>{nameOf(t, { kind: 'draft', version: one.version })}</a>,
            say.moment(one.filedAt),
            one.by,
          ],
        }))}
      />
    </Section>
  )
}
