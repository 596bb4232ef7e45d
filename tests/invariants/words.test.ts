import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { of } from '../../views/messages/en/count.ts'
import { en } from '../../views/messages/en/index.ts'
import { ja } from '../../views/messages/ja/index.ts'
import { testAll } from '../support/run/table.ts'
import { read, sourceFiles } from './sources.ts'

const markup = sourceFiles.filter((file) => file.endsWith('.tsx'))
const spoken = new Set(['alt', 'title', 'placeholder', 'label', 'aria-label', 'summary'])
type Node = { type?: string; [key: string]: unknown }

/** Words that stand in markup itself: text in JSX and in html templates, and attributes that people hear. */
function literalWords(source: string): string[] {
  const found: string[] = []
  const visit = (node: Node): void => {
    if (node.type === 'JSXText') found.push(String(node.value))
    if (node.type === 'JSXAttribute' && spoken.has(String((node.name as Node).name)) && (node.value as Node)?.type === 'Literal')
      found.push(String((node.value as Node).value))
    if (node.type === 'TaggedTemplateExpression' && (node.tag as Node).name === 'html') {
      const quasis = (node.quasi as Node).quasis as { value: { cooked: string } }[]
      found.push(
        ...quasis
          .map(({ value }) => value.cooked)
          .join('◌')
          .replace(/<[^>]*>|[\w-]+="◌?"?/g, '◌')
          .split('◌'),
      )
    }
    for (const value of Object.values(node))
      for (const inner of Array.isArray(value) ? value : [value]) if (inner && typeof inner === 'object') visit(inner as Node)
  }
  visit(parseSync('file.tsx', source).program as unknown as Node)
  return found.map((words) => words.trim()).filter((words) => /[A-Za-z]{2,}|[ぁ-んァ-ヶ一-龠]/.test(words))
}

test('words in markup are found', () => {
  expect(literalWords('const a = <p>Hello</p>')).toEqual(['Hello'])
  expect(literalWords('const a = <p class="a">こんにちは</p>')).toEqual(['こんにちは'])
  expect(literalWords('const a = <img alt="A picture" />')).toEqual(['A picture'])
  expect(literalWords(['const a = html`<b class="', '{x}">Words ', '{y}</b>`'].join('$'))).toEqual(['Words'])
  expect(literalWords('const a = (b: Array<string>) => <p class={x}>{t.words}</p>')).toEqual([])
})

testAll('markup holds no words of its own', markup, (file) => {
  expect(literalWords(read(file))).toEqual([])
})

const leaves = (value: unknown, path = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
    : [[path, value]]
const english = leaves(en)
const japanese = leaves(ja)

test('the English words hold no kana', () => {
  expect(english.filter(([, value]) => /[ぁ-んァ-ヶ]/.test(String(value))).map(([path]) => path)).toEqual([])
})

test('both languages say the same things, and a message that is empty is empty in both', () => {
  expect(english.map(([path]) => path).sort()).toEqual(japanese.map(([path]) => path).sort())
  const empty = (all: [string, unknown][]) => all.filter(([, value]) => value === '').map(([path]) => path)
  expect(empty(english)).toEqual(empty(japanese))
})

test('one is one and many are many in English, written out or not', () => {
  expect([of(1, 'lot'), of('1', 'lot'), of(0, 'lot'), of('1,200', 'row'), of(1200, 'row'), of(1, 'person', 'people')]).toEqual([
    '1 lot',
    '1 lot',
    '0 lots',
    '1,200 rows',
    '1,200 rows',
    '1 person',
  ])
  const ones: readonly string[] = [
    en.assignments.receipt.changes('1'),
    en.consents.shown.days(1),
    en.consents.withdrawal.inHand('1'),
    en.destructions.lines('1', '1'),
    en.incidentReports.prefill.given(1, '1'),
    en.towns.rules.keptFor('1'),
  ]
  for (const words of ones) expect(words).not.toMatch(/\b1 (lots|rows|days|lines|cells)\b|\b1 \w+ (are|were)\b/)
})
