/** The form that asks for mending: points, each on a criterion, empty boxes ignored. */

import { formatNumber } from '../format.ts'
import { Actions, Button, Form, Hidden, NumberField, type Problem, problemOf, Select, TextArea, TextField } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Section } from '../parts/heading.tsx'

type ReturnProps = {
  t: Messages
  locale: Locale
  assignment: { id: string; criteria: readonly string[]; firstRow: number; lastRow: number }
  content: { onlyShown: boolean }
  boxes: number
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  tokens: { return: string }
}

export const ReturnForm = (props: ReturnProps) => {
  const { t, assignment: a, content, boxes, typed, problems, tokens } = props
  const { onlyShown } = content
  const words = t.reviews.one
  return (
    <Section title={words.return} lead={words.returnLead} id="return">
      {onlyShown ? <p class="yui-field__hint">{t.entries.changes.pointHint}</p> : null}
      <Form action={`/assignments/${a.id}/returns`} token={tokens.return}>
        <Hidden name="boxes" value={String(boxes)} />
        {Array.from({ length: boxes }, (_, i) => (
          <PointBox {...props} n={i + 1} />
        ))}
        <TextArea
          name="words"
          label={words.words2}
          mark={t.frame.optional}
          rows={3}
          maxlength={1000}
          value={String(typed.words ?? '')}
          problem={problemOf(problems, 'words')}
        />
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

const PointBox = ({ t, locale, assignment: a, typed, problems, n }: ReturnProps & { n: number }) => {
  const words = t.reviews.one
  const field = (name: string) => ({
    name: `${name}-${n}`,
    value: String(typed[`${name}-${n}`] ?? ''),
    problem: problemOf(problems, `${name}-${n}`),
  })
  return (
    <fieldset class="yui-point">
      <legend class="yui-point__name">{words.point(n)}</legend>
      <Select
        {...field('criterion')}
        label={words.criterion}
        empty={words.noCriterion}
        options={a.criteria.map((criterion, i) => ({ value: String(i + 1), label: words.criterionOption(i + 1, criterion) }))}
      />
      <NumberField
        {...field('row')}
        label={words.row(formatNumber(locale, a.firstRow), formatNumber(locale, a.lastRow))}
        width="xs"
      />
      <TextField {...field('words')} label={words.words} maxlength={500} width="full" />
    </fieldset>
  )
}
