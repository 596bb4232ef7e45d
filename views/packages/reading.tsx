/** How a list was read: encoding, delimiter, header and first rows, what was left out or is odd; and the form that says it otherwise. */
import { NumberField, Select } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { ActForm, type Filled, fieldIn } from '../parts/form-page.tsx'
import { Section } from '../parts/heading.tsx'
import { List, type ListColumn } from '../parts/list.tsx'
import { Disclosure } from '../parts/notices.tsx'

export type ReadNote = {
  readonly kind: 'above' | 'sep' | 'blank' | 'columns-empty' | 'dos-end' | 'gaiji' | 'control' | 'mixed-ends' | 'numbers'
  readonly count: number
  readonly lines: readonly number[]
  readonly column?: string
  readonly valid?: number
}
export type ReadList = {
  readonly name: string
  readonly encoding: string
  readonly delimiter: 'comma' | 'tab' | 'semicolon' | 'bar'
  readonly headerLine: number
  readonly header: readonly string[]
  readonly sample: readonly (readonly string[])[]
  readonly notes: readonly ReadNote[]
}
type Props = { say: Say; id: string; read: ReadList; refused: boolean; form: Filled }

export const HowRead = ({ say, id, read, refused, form }: Props) => {
  const words = say.t.packages.rows
  return (
    <Section title={words.howRead} lead={refused ? words.howReadRefused(read.name) : words.howReadLead}>
      <RowsPreview caption={words.preview} header={read.header} sample={read.sample} />
      {read.notes.length > 0 ? (
        <>
          <p>{words.notesLead}</p>
          <ul>
            {read.notes.map((note) => (
              <li>{noteWords(say, note)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{words.notesNone}</p>
      )}
      <Disclosure summary={words.readAgain} open={refused}>
        {readingForm({ say, id, read, form })}
      </Disclosure>
    </Section>
  )
}

function noteWords({ t, number }: Say, { kind, count, lines, column = '', valid = 0 }: ReadNote): string {
  const { notes, lineList } = t.packages.rows
  const where = lines.length > 0 ? lineList(lines.map(number), count > lines.length) : ''
  if (kind === 'numbers') return notes.numbers(column, number(count), number(valid), where)
  if (kind === 'gaiji' || kind === 'control') return notes[kind](column, number(count), where)
  return notes[kind](where, number(count))
}

/** Called, not drawn as an element: the summary of problems needs the labels of its fields. */
function readingForm({ say, id, read, form }: Omit<Props, 'refused'>) {
  const words = say.t.packages.rows
  const shown = form.problems.length > 0 ? form : { ...form, typed: { ...read, headerLine: String(read.headerLine) } as never }
  const field = fieldIn(say, shown)
  const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <ActForm say={say} form={shown} action={`/packages/${id}/steps/2/reading`} button={words.readAgainDo} kind="outline">
      <Select {...field('encoding', words.encoding)} options={options(words.encodings)} />
      <Select {...field('delimiter', words.delimiter)} options={options(words.delimiters)} />
      <NumberField {...field('headerLine', words.headerLine, words.headerLineHint)} />
    </ActForm>
  )
}

type Preview = { caption: string; header: readonly string[]; sample: readonly (readonly string[])[] }

/** A wide list scrolls inside its own region, which the keyboard reaches. */
const RowsPreview = ({ caption, header, sample }: Preview) => {
  const width = sample.reduce((most, cells) => Math.max(most, cells.length), header.length)
  const columns = Array.from(
    { length: Math.min(width, 200) },
    (_, i): ListColumn<readonly string[]> => ({
      label: header[i] ?? '',
      kind: i === 0 ? 'head' : 'text',
      cell: (cells) => cells[i] ?? '',
    }),
  )
  return columns.length === 0 ? null : (
    <section class="yui-scroll" tabindex={0} aria-label={caption}>
      <List caption={caption} dense rows={sample} columns={columns} />
    </section>
  )
}
