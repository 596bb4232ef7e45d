/** The ledger of a package as a table: what was handed to whom, what left, and what became of it. */
import { type Accounting, type Return, stateOf } from '../../../policies/safety/custody.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { icon } from '../../parts/icon.tsx'
import { List } from '../../parts/list.tsx'
import { Pager, Tabs } from '../../parts/navigation.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { rowAction } from '../../parts/table.tsx'

export type LedgerLine = {
  id: string
  lotNumber: number
  holder: string
  holderKana: string
  holderRomaji: string
  handedAt: string
  openedAt: string | null
  takenAt: string | null
  takes: number
  returnedAt: string | null
  returnedHow: string | null
  accountedAt: string | null
  accountedHow: string | null
  by: string | null
  byRomaji: string | null
}
type Props = {
  say: Say
  pkg: { id: string; number: string; title: string }
  open: boolean
  counts: { all: number; open: number }
  lines: readonly (LedgerLine & { mayAccount: boolean })[]
  paged: boolean
  older: string | undefined
  done: boolean
}

export const LedgerPage = ({ say, pkg, open, counts, lines, paged, older, done }: Props) => {
  const { t } = say
  const words = t.custody
  const here = `/packages/${pkg.id}/custody`
  const [, , handed, opened, taken, returned, accounted] = words.columns
  return (
    <>
      <PageHeading
        eyebrow={`${pkg.number}　${pkg.title}`}
        title={words.title}
        lead={words.lead}
        action={
          counts.all === 0 ? undefined : (
            <LinkButton href={`${here}/table${open ? '?only=open' : ''}`} kind="outline" download>
              {icon('download')}
              {words.asTable}
            </LinkButton>
          )
        }
      />
      {done ? <Banner tone="success" title={words.account.done} live /> : null}
      <Tabs
        label={words.filter}
        items={[
          { href: here, label: words.all(say.number(counts.all)), current: !open },
          { href: `${here}?only=open`, label: words.open(say.number(counts.open)), current: open },
        ]}
      />
      {lines.length === 0 ? (
        <Empty title={open ? words.empty.settled : words.empty.none} sign={open ? 'success' : 'neutral'}>
          {open ? words.empty.settledBody : words.empty.noneBody}
        </Empty>
      ) : (
        <List
          caption={words.title}
          rows={lines.map((line) => ({ line, cells: rowOf(say, line, say.day) }))}
          columns={[
            {
              label: words.lotAndHolder,
              kind: 'head',
              cell: ({ line, cells: [lot] }) => (
                <>
                  <a href={`/assignments/${line.id}`}>{lot}</a>
                  <br />
                  {say.person(holderOf(line))}
                </>
              ),
            },
            { label: handed, cell: ({ cells: [, , on] }) => on },
            { label: opened, cell: ({ cells: [, , , on] }) => on },
            { label: taken, cell: ({ cells: [, , , , on] }) => on },
            { label: returned, cell: ({ cells: [, , , , , on] }) => on },
            { label: accounted, cell: ({ line, cells: [, , , , , , said] }) => state(line, said) },
            {
              label: words.account.title,
              kind: 'quiet',
              cell: ({ line }) => (line.mayAccount ? rowAction(`${here}/${line.id}`, words.account.action) : ''),
            },
          ]}
        />
      )}
      <Pager
        label={t.frame.pages}
        newer={paged ? { href: open ? `${here}?only=open` : here, words: t.packages.first } : undefined}
        older={older ? { href: older, words: t.frame.older } : undefined}
      />
    </>
  )
}

export const holderOf = ({ holder, holderKana, holderRomaji }: LedgerLine) => ({
  name: holder,
  kana: holderKana,
  romaji: holderRomaji,
})

type Row = [lot: string, holder: string, handed: string, opened: string, taken: string, returned: string, accounted: string]
/** One line as plain words, in the order of `words.columns`: to the day where it is looked over, to the minute in a spreadsheet. */
export function rowOf(say: Say, line: LedgerLine, format = say.moment): Row {
  const words = say.t.custody
  const at = (moment: string | null) => (moment === null ? '' : format(moment))
  const taken = line.takes === 0 ? words.neverTaken : words.taken(say.number(line.takes), at(line.takenAt))
  const how = line.returnedHow === null ? '' : words.returns[line.returnedHow as Return]
  return [
    words.lot(line.lotNumber),
    say.name(holderOf(line)),
    at(line.handedAt),
    line.openedAt === null ? words.neverOpened : at(line.openedAt),
    taken,
    line.returnedAt === null ? words.inWork : `${how}　${at(line.returnedAt)}`,
    accountedWords(say, line, format),
  ]
}

function accountedWords(say: Say, line: LedgerLine, format: Say['moment']): string {
  const words = say.t.custody
  if (line.accountedAt === null) return stateOf(line) === 'taken' ? words.waiting : words.notYet
  const by = say.name({ name: line.by, romaji: line.byRomaji })
  return [words.accountings[line.accountedHow as Accounting], by, format(line.accountedAt)].filter(Boolean).join('　')
}

const tones = { accounted: 'success', taken: 'warning', held: 'neutral' } as const
const state = (line: LedgerLine, said: string) => (line.accountedAt === null ? chip(said, tones[stateOf(line)]) : said)
