/** What the records say for each item of a report, in words, and nobody's name among them. */
import { findContent, type Holder, listHolders, readReadings, summarise } from '../../db/incidents/evidence.ts'
import type { Incident } from '../../db/incidents/find.ts'
import { handling } from '../../policies/classes.ts'
import { inJapan } from '../../policies/days.ts'
import type { Items } from '../../policies/incident-reports.ts'
import { formatMoment, formatNumber, formatWareki, listed } from '../../views/format.ts'
import type { Locale } from '../../views/messages/index.ts'
import type { Ctx } from '../context.ts'

/** So much fits into an item; the table of the incident's page and its file hold all. */
const mostHolders = 20
const mostColumns = 2_000

/** INVARIANT: reports are never altered, so nobody's name is put into them here; the tables of the incident's page hold names. */
export async function itemsFromRecords(c: Ctx, incident: Incident): Promise<Items> {
  const { db } = c.var
  const words = c.var.t.incidentReports.prefill
  const content = await findContent(db.read, incident.packageId)
  const holders = await listHolders(db.read, incident.packageId)
  const happened = listed(c.var.locale, [...new Set(incident.told.map(({ kind }) => words.happened[kind]))], '; ')
  return {
    outline: lines(outlineOf(c, incident, happened)),
    data: lines([
      content.columns.length > 0
        ? words.data(levelOf(c, incident), listed(c.var.locale, content.columns).slice(0, mostColumns))
        : words.noList,
      content.files > 0 && words.files(content.files),
    ]),
    persons: lines(personsOf(c, incident, content.rows, holders)),
    cause: words.cause(happened),
    damage: words.damage,
    response: '',
    publication: '',
    prevention: '',
    other: lines([
      await recordsOf(c, incident),
      ...holders.slice(0, mostHolders).map((one) => holderOf(c, one)),
      holders.length > mostHolders && words.moreHolders(formatNumber(c.var.locale, holders.length - mostHolders)),
      words.sealed,
    ]),
  }
}

/** A town's paper counts by eras; the time is that of Japan. */
const moment = (locale: Locale, at: string): string =>
  locale === 'ja' ? `${formatWareki(at)} ${inJapan(at).slice(11, 16)}` : formatMoment(locale, at)

const lines = (all: readonly (string | false | undefined)[]): string => all.filter(Boolean).join('\n')

function outlineOf({ var: { t, locale } }: Ctx, incident: Incident, happened: string) {
  const words = t.incidentReports.prefill
  const { noticedAt, reportedAt, number, title, told, liftedAt, outcome } = incident
  return [
    words.outline({
      noticed: moment(locale, noticedAt),
      known: moment(locale, reportedAt),
      town: locale === 'ja' ? incident.town : incident.townRomaji,
      number,
      title,
      happened,
    }),
    told.length > 1 && words.further(told.length - 1),
    liftedAt !== null && outcome !== null && words.lifted(moment(locale, liftedAt), t.incidents.outcomes[outcome].words),
  ]
}

const levelOf = ({ var: { t } }: Ctx, { dataClass }: Incident): string =>
  dataClass === null ? t.levels.strict : t.packages.classWords(t.levels[handling[dataClass].level], dataClass)

const rowsIn = ({ firstRow, lastRow }: { firstRow: number | null; lastRow: number | null }) =>
  firstRow === null || lastRow === null ? 0 : lastRow - firstRow + 1

function personsOf({ var: { t, locale } }: Ctx, incident: Incident, rows: number, holders: readonly Holder[]) {
  const words = t.incidentReports.prefill
  const number = (n: number) => formatNumber(locale, n)
  // A lot that was handed back and taken on anew is one lot.
  const given = new Map(holders.map((one) => [one.number, rowsIn(one)]))
  const lot = incident.told.find(({ lotNumber }) => lotNumber !== null)
  return [
    words.persons(number(rows)),
    given.size > 0 && words.given(given.size, number([...given.values()].reduce((sum, n) => sum + n, 0))),
    lot && words.lot(number(lot.lotNumber!), number(rowsIn(lot))),
  ]
}

async function recordsOf({ var: { t, locale, db } }: Ctx, incident: Incident): Promise<string> {
  const words = t.incidentReports.prefill
  const { seen, taken, people, first, last } = await summarise(readReadings(db.read, incident))
  if (first === null || last === null) return words.noRecords
  const number = (n: number) => formatNumber(locale, n)
  return words.records({
    seen: number(seen),
    taken: number(taken),
    people: number(people),
    first: moment(locale, first),
    last: moment(locale, last),
  })
}

function holderOf({ var: { t, locale } }: Ctx, one: Holder): string {
  const words = t.incidentReports.prefill
  const number = (n: number) => formatNumber(locale, n)
  const taken = one.takenAt === null ? words.notTaken : words.taken(number(one.takes ?? 0), moment(locale, one.takenAt))
  return words.holder({
    lot: number(one.number),
    first: number(one.firstRow),
    last: number(one.lastRow),
    town: (locale === 'ja' ? one.town : one.townRomaji) ?? words.elsewhere,
    since: one.acceptedAt ? moment(locale, one.acceptedAt) : '',
    taken: one.takenAt !== null && one.accountedAt !== null ? `${taken}${words.gone}` : taken,
  })
}
