/** What the records say for each item of a report, in words, and nobody's name among them. */
import {
  findContent,
  type Holder,
  listHolders,
  readReadings,
  type Summary,
  summarise,
} from '../../../db/safety/incidents/evidence.ts'
import type { Incident } from '../../../db/safety/incidents/find.ts'
import { inJapan } from '../../../policies/kernel/days.ts'
import { handling } from '../../../policies/safety/classes.ts'
import type { Items } from '../../../policies/safety/incident-reports.ts'
import { formatWareki } from '../../../views/kernel/format.ts'
import type { Say } from '../../../views/kernel/say.tsx'
import type { Ctx } from '../../kernel/context.ts'

/** So much fits into an item; the table of the incident's page and its file hold all. */
const mostHolders = 20
const mostColumns = 2_000

/** INVARIANT: reports are never altered, so nobody's name is put into them here; the tables of the incident's page hold names. */
export async function itemsFromRecords({ var: { say, db } }: Ctx, incident: Incident): Promise<Items> {
  const words = say.t.incidentReports.prefill
  const content = await findContent(db.read, incident.packageId)
  const holders = await listHolders(db.read, incident.packageId)
  const happened = say.list([...new Set(incident.told.map(({ kind }) => words.happened[kind]))], '; ')
  const columns = say.list(content.columns).slice(0, mostColumns)
  return {
    outline: lines(outlineOf(say, incident, happened)),
    data: lines([
      content.columns.length > 0 ? words.data(levelOf(say, incident), columns) : words.noList,
      content.files > 0 && words.files(content.files),
    ]),
    persons: lines(personsOf(say, incident, content.rows, holders)),
    cause: words.cause(happened),
    damage: words.damage,
    response: '',
    publication: '',
    prevention: '',
    other: lines([
      recordsOf(say, await summarise(readReadings(db.read, incident))),
      ...holders.slice(0, mostHolders).map((one) => holderOf(say, one)),
      holders.length > mostHolders && words.moreHolders(say.number(holders.length - mostHolders)),
      words.sealed,
    ]),
  }
}

const lines = (all: readonly (string | false | undefined)[]): string => all.filter(Boolean).join('\n')

/** A town's paper counts by eras; the time is that of Japan. */
const momentIn = (say: Say, at: string): string =>
  say.isJapanese ? `${formatWareki(at)} ${inJapan(at).slice(11, 16)}` : say.moment(at)

function outlineOf(say: Say, incident: Incident, happened: string) {
  const words = say.t.incidentReports.prefill
  const { noticedAt, reportedAt, number, title, told, liftedAt, outcome } = incident
  const [noticed, known] = [momentIn(say, noticedAt), momentIn(say, reportedAt)]
  return [
    words.outline({ noticed, known, town: say.town(incident), number, title, happened }),
    told.length > 1 && words.further(told.length - 1),
    liftedAt !== null && outcome !== null && words.lifted(momentIn(say, liftedAt), say.t.incidents.outcomes[outcome].words),
  ]
}

const levelOf = ({ t }: Say, { dataClass }: Incident): string =>
  dataClass === null ? t.levels.strict : t.packages.classWords(t.levels[handling[dataClass].level], dataClass)

const rowsIn = ({ firstRow, lastRow }: { firstRow: number | null; lastRow: number | null }) =>
  firstRow === null || lastRow === null ? 0 : lastRow - firstRow + 1

function personsOf({ t, number }: Say, incident: Incident, rows: number, holders: readonly Holder[]) {
  const words = t.incidentReports.prefill
  // A lot that was handed back and taken on anew is one lot.
  const given = new Map(holders.map((one) => [one.number, rowsIn(one)]))
  const lot = incident.told.find(({ lotNumber }) => lotNumber !== null)
  return [
    words.persons(number(rows)),
    given.size > 0 && words.given(given.size, number([...given.values()].reduce((sum, n) => sum + n, 0))),
    lot && words.lot(number(lot.lotNumber!), number(rowsIn(lot))),
  ]
}

function recordsOf(say: Say, { seen, taken, people, first, last }: Summary): string {
  const words = say.t.incidentReports.prefill
  if (first === null || last === null) return words.noRecords
  const [n, at] = [say.number, (moment: string) => momentIn(say, moment)]
  return words.records({ seen: n(seen), taken: n(taken), people: n(people), first: at(first), last: at(last) })
}

function holderOf(say: Say, { number, firstRow, lastRow, acceptedAt, takenAt, takes, accountedAt, ...from }: Holder): string {
  const words = say.t.incidentReports.prefill
  const taken = takenAt === null ? words.notTaken : words.taken(say.number(takes ?? 0), momentIn(say, takenAt))
  return words.holder({
    lot: say.number(number),
    first: say.number(firstRow),
    last: say.number(lastRow),
    town: say.town(from) || words.elsewhere,
    since: acceptedAt ? momentIn(say, acceptedAt) : '',
    taken: takenAt !== null && accountedAt !== null ? `${taken}${words.gone}` : taken,
  })
}
