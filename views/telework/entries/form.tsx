/** The form of corrections, and the list of those on the page; their values stand in the picture only. */
import { Actions, Button, Checkbox, Form, Hidden, Select, TextArea, TextField } from '../../kernel/forms.tsx'
import { fieldIn, typedIn } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import type { SheetProps } from './sheet-props.ts'

export const EntryForm = (props: SheetProps) => {
  const { say, assignment: a, sheet, row, lines, long, form } = props
  const words = say.t.entries.form
  const here = `/assignments/${a.id}/pages/${sheet.number}?row=${row}`
  return (
    <Section title={words.title} lead={a.keyColumn ? `${words.lead} ${words.key(a.keyColumn)}` : words.lead}>
      <Form action={`/assignments/${a.id}/entries`} token={form.token}>
        <Hidden name="page" value={String(sheet.number)} />
        <Hidden name="lines" value={String(lines)} />
        {long ? <Hidden name="long" value="yes" /> : null}
        {Array.from({ length: lines }, (_, i) => (
          <Line {...props} n={i + 1} />
        ))}
        {a.keyColumn ? <p class="yui-field__hint">{words.key(a.keyColumn)}</p> : null}
        <Actions sticky>
          <Button size="md">{words.save}</Button>
          <Button kind="text" size="sm" name="more" value="yes">
            {words.more}
          </Button>
        </Actions>
      </Form>
      <p>
        <a href={long ? `${here}#row-1` : `${here}&long=yes#row-1`}>{long ? words.short : words.long}</a>
      </p>
    </Section>
  )
}

/** Neither the browser's memory of forms nor a checker of spelling, which may live elsewhere, learns of values. */
const Line = ({ say, assignment: a, sheet, row, long, form, n }: SheetProps & { n: number }) => {
  const words = say.t.entries.form
  const field = (name: string, label: string) => ({ ...fieldIn(say, form)(`${name}-${n}`, label), mark: undefined })
  const first = field('row', words.row)
  const rows = Array.from({ length: sheet.last - sheet.first + 1 }, (_, i) => sheet.first + i)
  return (
    <fieldset class="yui-entry" spellcheck={false}>
      <legend class="yui-unseen">{words.line(n)}</legend>
      <Select
        {...first}
        value={first.value || String(row)}
        options={rows.map((each) => ({ value: String(each), label: say.number(each) }))}
      />
      <Select
        {...field('column', words.column)}
        empty={words.noColumn}
        options={a.header.flatMap((name, i) => (name === a.keyColumn ? [] : [{ value: String(i + 1), label: name }]))}
      />
      {long ? (
        <TextArea {...field('value', words.value)} rows={3} />
      ) : (
        <TextField {...field('value', words.value)} autocomplete="off" width="full" />
      )}
      <Checkbox name={`empty-${n}`} label={words.empty} checked={typedIn(form, `empty-${n}`) === 'yes'} />
    </fieldset>
  )
}

export const Corrections = ({ say, assignment: a, sheet, corrections, token }: SheetProps) => {
  const words = say.t.entries.list
  return (
    <Section title={words.title} lead={corrections.length > 0 ? words.lead : undefined} id="corrections">
      {corrections.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="yui-entered">
          {corrections.map(({ row, columnIndex, column }) => {
            const cell = words.cell(say.number(row), column)
            return (
              <li class="yui-entered__cell">
                <span>{cell}</span>
                <Form action={`/assignments/${a.id}/entries/removal`} token={token()} inline>
                  <Hidden name="page" value={String(sheet.number)} />
                  <Hidden name="row" value={String(row)} />
                  <Hidden name="column" value={String(columnIndex + 1)} />
                  <Button kind="text" size="sm" label={words.removeOf(cell)}>
                    {words.remove}
                  </Button>
                </Form>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
