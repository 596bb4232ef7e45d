/** The form that asks for mending: points, each on a criterion, empty boxes ignored. */
import { Actions, Button, Form, Hidden, NumberField, Select, TextArea, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { type Filled, fieldIn } from '../parts/form-page.tsx'
import { Section } from '../parts/heading.tsx'

type ReturnProps = {
  say: Say
  assignment: { id: string; criteria: readonly string[]; firstRow: number; lastRow: number }
  content: { onlyShown: boolean }
  boxes: number
  form: Filled
}

export const ReturnForm = (props: ReturnProps) => {
  const { say, assignment, content, boxes, form } = props
  const words = say.t.reviews.one
  return (
    <Section title={words.return} lead={words.returnLead} id="return">
      {content.onlyShown ? <p class="yui-field__hint">{say.t.entries.changes.pointHint}</p> : null}
      <Form action={`/assignments/${assignment.id}/returns`} token={form.token}>
        <Hidden name="boxes" value={String(boxes)} />
        {Array.from({ length: boxes }, (_, i) => (
          <PointBox {...props} n={i + 1} />
        ))}
        <TextArea {...fieldIn(say, form)('words', words.words2)} rows={3} />
        <Actions>
          <Button kind="outline">{words.send}</Button>
          <Button kind="text" name="more" value="yes">
            {words.more}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** A box may be left empty as a whole; its fields by themselves are not marked as if each could. */
const PointBox = ({ say, assignment: { criteria, firstRow, lastRow }, form, n }: ReturnProps & { n: number }) => {
  const words = say.t.reviews.one
  const field = (name: string, label: string) => ({ ...fieldIn(say, form)(`${name}-${n}`, label), mark: undefined })
  return (
    <fieldset class="yui-point">
      <legend class="yui-point__name">{words.point(n)}</legend>
      <Select
        {...field('criterion', words.criterion)}
        empty={words.noCriterion}
        options={criteria.map((criterion, i) => ({ value: String(i + 1), label: words.criterionOption(i + 1, criterion) }))}
      />
      <NumberField {...field('row', words.row(say.number(firstRow), say.number(lastRow)))} width="xs" />
      <TextField {...field('words', words.words)} width="full" />
    </fieldset>
  )
}
