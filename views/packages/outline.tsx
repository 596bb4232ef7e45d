/** The facts of a package as its coordinator and manager read them. */
import { type DataClass, handling, type Place } from '../../policies/safety/classes.ts'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { type Fact, Facts, FileReceipt } from '../parts/facts.tsx'
import { dayOrNone } from './names.tsx'

export const classWords = (t: Messages, code: DataClass): string => t.packages.classWords(t.levels[handling[code].level], code)

export type Outlined = {
  number: string
  town: string
  townRomaji: string
  client: string
  purpose: string
  manager: string | null
  managerKana: string | null
  managerRomaji: string | null
  dataClass: DataClass | null
  unitPrice: number | null
  dueOn: string | null
  places: readonly Place[]
  rowCount: number | null
  header: readonly string[]
  fileName: string | null
  fileSize: number | null
  fileSha256: string | null
}
type OutlineProps = { say: Say; pkg: Outlined; towns: readonly string[]; courses: readonly string[]; planned: boolean }

export const Outline = ({ say, pkg, towns, courses, planned }: OutlineProps) => {
  const { t } = say
  const words = t.packages.follow
  const manager = { name: pkg.manager, kana: pkg.managerKana, romaji: pkg.managerRomaji }
  const facts: Fact[] = [
    { term: words.number, value: pkg.number },
    { term: words.town, value: say.town(pkg) },
    ...(pkg.client ? [{ term: words.client, value: pkg.client }] : []),
    { term: words.manager, value: pkg.manager ? say.person(manager) : t.packages.none },
    { term: words.level, value: pkg.dataClass ? classWords(t, pkg.dataClass) : t.packages.none },
    ...(planned
      ? [
          { term: words.price, value: words.perRow(say.yen(pkg.unitPrice ?? 0)) },
          { term: words.due, value: dayOrNone(say, pkg.dueOn) },
          { term: words.places, value: pkg.places.map((place) => t.places[place]).join(' / ') },
          { term: words.towns, value: towns.join(' / ') },
          { term: words.courses, value: courses.join(' / ') || words.noCourses },
        ]
      : []),
  ]
  return <Facts layout="stacked" items={facts} />
}

export const ListReceipt = ({ say: { t, number, size }, pkg }: { say: Say; pkg: Outlined }) =>
  pkg.fileName === null ? null : (
    <FileReceipt
      name={pkg.fileName}
      size={`${t.packages.follow.rows(number(pkg.rowCount ?? 0), pkg.header.length)} / ${size(Number(pkg.fileSize))}`}
      sha256={pkg.fileSha256 ?? ''}
      sha256Label={t.packages.rows.sha256}
    />
  )
