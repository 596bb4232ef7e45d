/** Delivering a file with a word to the manager, and handing a lot back without shame. */

import { uploadData } from '../../files/uploads.ts'
import { Checkboxes, FileField, Hidden, NumberField, Radios, TextArea } from '../../kernel/forms.tsx'
import { ActForm, fieldIn, typedIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { DeliverEntries } from '../entries/deliver.tsx'
import { ReasonForm } from './offer.tsx'
import { type AssignmentProps, rowsOf } from './props.ts'

export const Deliver = (props: AssignmentProps) => {
  const { say, assignment, content, corrected, formOf } = props
  const again = assignment.status === 'returned'
  return content?.onlyShown ? (
    <DeliverEntries say={say} id={assignment.id} again={again} corrected={corrected} form={formOf()} />
  ) : (
    <DeliverFile {...props} />
  )
}

const DeliverFile = ({ say, assignment, fileProblems, formOf }: AssignmentProps) => {
  const words = say.t.assignments.deliver
  const form = formOf()
  const field = fieldIn(say, form)
  const { id, packageId, status } = assignment
  return (
    <Section title={words.title} id="deliver">
      <ActForm
        {...{ say, form }}
        action={`/assignments/${id}/submission`}
        button={status === 'returned' ? words.again : words.button}
        upload={uploadData(say, { packageId, purpose: 'delivery', assignmentId: id })}
      >
        {fileProblems.length > 1 ? (
          <Banner tone="error" title={words.problems}>
            <ul>
              {fileProblems.map((problem) => (
                <li>{problem}</li>
              ))}
            </ul>
          </Banner>
        ) : null}
        {form.problems.some(({ field }) => field === 'zeros') ? (
          <Radios
            {...field('zeros', words.zeros.label)}
            options={(['back', 'keep'] as const).map((value) => ({ value, label: words.zeros[value] }))}
          />
        ) : typedIn(form, 'zeros') ? (
          <Hidden name="zeros" value={typedIn(form, 'zeros')} />
        ) : null}
        {form.problems.some(({ field }) => field === 'unchanged') ? (
          <Checkboxes
            {...field('unchanged', words.unchanged.label)}
            values={[]}
            options={[{ value: 'yes', label: words.unchanged.yes }]}
          />
        ) : null}
        <FileField {...field('file', words.file, words.fileHint)} accept=".csv,text/csv" />
        <TextArea {...field('note', words.note, words.noteHint)} rows={3} />
      </ActForm>
    </Section>
  )
}

export const HandBack = (props: AssignmentProps) => {
  const { say, assignment, formOf } = props
  const words = say.t.assignments.handBack
  const form = formOf()
  const hint = words.rowsHint(say.number(rowsOf(assignment)))
  return (
    <Disclosure summary={words.title} open={form.problems.some(({ field }) => ['reason', 'rows'].includes(field))}>
      <p>{words.lead}</p>
      <ReasonForm {...props} to="hand-back" label={words.reason} button={words.button}>
        <NumberField {...fieldIn(say, form)('rows', words.rows, hint)} width="xs" />
      </ReasonForm>
    </Disclosure>
  )
}
