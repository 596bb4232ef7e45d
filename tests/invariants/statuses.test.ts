import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { testAll } from '../support/run/table.ts'
import { read, sourceFiles } from './sources.ts'

type Node = { type: string; start: number; end: number; [key: string]: unknown }
type Said = string | undefined
const policies = sourceFiles.filter((file) => file.startsWith('policies/'))
/** Seeds and demo are held to it as well; tests are not: what they expect must not follow from what they test. */
const held = sourceFiles.filter((file) => /\.tsx?$/.test(file) && !/^(policies|db\/migrations)\//.test(file))

/** Every state machine, found by the name of the list that its policy exports. */
const machines = (await Promise.all(policies.map((file) => import(/* @vite-ignore */ `../../${file}`))))
  .flatMap((policy) => Object.entries(policy))
  .flatMap(([name, value]) => (/^(statuses|states|stages|standings)$|(Statuses|States)$/.test(name) ? [value as string[]] : []))

const children = (node: Node) =>
  Object.values(node)
    .flat()
    .filter((inner) => typeof inner === 'object' && inner !== null) as Node[]
const all = (node: Node): Node[] => [node, ...children(node).flatMap(all)]
const parsed = (source: string) => all(parseSync('file.tsx', source).program as unknown as Node)

const literal = (node: Node | null | undefined): Said => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  return node?.type === 'TSLiteralType' ? literal(node.literal as Node) : undefined
}

/** `a === 'x' || a === 'y'`, `a !== 'x' && a !== 'y'`: what one thing is compared with. */
function chained(node: Node, source: string): Said[][] {
  const wanted = node.operator === '||' ? '===' : '!=='
  const compared = (part: Node): [string, Said][] => {
    if (part.type === 'LogicalExpression' && part.operator === node.operator)
      return [...compared(part.left as Node), ...compared(part.right as Node)]
    if (part.type !== 'BinaryExpression' || part.operator !== wanted) return []
    const left = part.left as Node
    return [[source.slice(left.start, left.end).replaceAll('?', ''), literal(part.right as Node)]]
  }
  const said = compared(node)
  return said.map(([left]) => said.filter(([other]) => other === left).map(([, value]) => value))
}

/** Cases that share their statements. */
const shared = (cases: Node[]): Said[][] =>
  cases.reduce<Said[][]>(
    ([run = [], ...before], { test, consequent }) => {
      const grown = [...run, literal(test as Node | null)]
      return (consequent as Node[]).length > 0 ? [[], grown, ...before] : [grown, ...before]
    },
    [[]],
  )

/** `e.or([e('status', '=', 'x'), e('status', '=', 'y')])` */
const equals = ({ type, arguments: said }: Node): Said =>
  type === 'CallExpression' && literal((said as Node[])[1]) === '=' ? literal((said as Node[])[2]) : undefined

const inSql = (text: string): Said[][] =>
  [...text.matchAll(/\bin\s*\(([^)]*)\)/gi)].map(([, list]) => [...list!.matchAll(/'([^']*)'/g)].map(([, value]) => value))

function listsOf(node: Node, source: string): Said[][] {
  if (node.type === 'ArrayExpression') return [(node.elements as Node[]).map(literal), (node.elements as Node[]).map(equals)]
  if (node.type === 'CallExpression') return [(node.arguments as Node[]).map(literal)]
  if (node.type === 'TSUnionType') return [(node.types as Node[]).map(literal)]
  if (node.type === 'LogicalExpression') return chained(node, source)
  if (node.type === 'SwitchStatement') return shared(node.cases as Node[])
  if (node.type === 'TemplateElement') return inSql((node.value as { cooked: string }).cooked)
  return node.type === 'Literal' && typeof node.value === 'string' ? inSql(node.value) : []
}

/** Lists of two statuses or more of one machine; what else stands between them does not hide them. */
const retyped = (source: string): string[] =>
  parsed(source)
    .flatMap((node) => listsOf(node, source))
    .map((list) => [...new Set(list)].filter((value) => value !== undefined))
    .filter((list) => list.length > 1 && machines.some((machine) => list.every((status) => machine.includes(status))))
    .map((list) => list.join(' '))

test.for([
  ["const a = ['active', 'returned']", 'active returned'],
  ["const a = ['active', 'returned'] as const satisfies readonly Status[]", 'active returned'],
  ["const a = [...set, 'draft', 'ready']", 'draft ready'],
  ["query.where('a.status', 'in', ['offered', 'active'])", 'offered active'],
  ["e.or([e('status', '=', 'offered'), e('status', '=', 'active')])", 'offered active'],
  ["const a = sql`status in ('offered', 'active')`", 'offered active'],
  ["const a = 'delete from a where status in (\"x\") or status IN (\\'none\\', \\'asked\\')'", 'none asked'],
  ["const a = of('scanning', 'held')", 'scanning held'],
  ["const a = b && (c.status === 'frozen' || c.status === 'asked')", 'frozen asked'],
  ["const a = c?.status !== 'frozen' && b && c.status !== 'asked'", 'frozen asked'],
  ["type A = { status: 'active' | 'suspended' }", 'active suspended'],
  ["switch (a) { case 'asked': case 'approved': f(); break; default: g() }", 'asked approved'],
] as const)('%s is a list', ([source, list]) => {
  expect(new Set(retyped(source))).toEqual(new Set([list]))
})

test.for([
  "const a = status === 'active' || kind === 'returned'",
  "const a: Record<Status, Tone> = { active: 'info', returned: 'warning' }",
  "const a = ['active', 'nowhere']",
  "switch (a) { case 'asked': f(); break; case 'approved': g() }",
  "query.where('a.status', '=', 'active').where('kind', '=', 'returned')",
])('%s is none', (source) => {
  expect(retyped(source)).toEqual([])
})

test('every machine is known: its type follows from a list that its policy exports', () => {
  expect(machines.length).toBeGreaterThan(12)
  const typed = policies.flatMap((file) =>
    parsed(read(file))
      .filter(({ type }) => type === 'TSTypeAliasDeclaration')
      .filter(({ id }) => /(Status|State|Stage|Standing)$/.test((id as { name: string }).name))
      .filter(({ typeAnnotation }) => (typeAnnotation as Node).type === 'TSUnionType')
      .filter(({ typeAnnotation }) => ((typeAnnotation as Node).types as Node[]).filter(literal).length > 1)
      .map(({ id }) => `${file}: ${(id as { name: string }).name}`),
  )
  expect(typed).toEqual([])
})

testAll('a source takes its sets of statuses from the policies', held, (file) => {
  expect(retyped(read(file))).toEqual([])
})
