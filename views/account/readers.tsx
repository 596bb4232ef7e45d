/** Who read my data, and what for. */
import type { Act } from '../../policies/acts.ts'
import { formatMoment } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Pager } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { Table } from '../parts/table.tsx'
import { type Held, nameIn, rolesOf } from '../people.tsx'
import { sayIn } from '../say.tsx'

type Seen = { at: string; act: Act; name: string; kana: string; romaji: string; grants: readonly Held[] }
type Props = { say: Say; seen: readonly Seen[]; older: string | undefined; newer: string | undefined }

export const ReadersPage = ({ say, seen, older, newer }: Props) => {
  const { t } = say
  const words = t.ownData.readers
  const purposes: Readonly<Record<string, string>> = words.purposes
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {seen.length === 0 ? (
        <Empty title={words.empty.title} sign="lock">
          {words.empty.words}
        </Empty>
      ) : (
        <>
          <Table
            caption={words.caption}
            captionHidden
            columns={[{ label: words.who, kind: 'head' }, { label: words.what }, { label: words.why }, { label: words.at }]}
            rows={seen.map(({ at, act, grants, ...person }) => ({
              cells: [
                say.person(person, { note: rolesOf(sayIn(locale), grants).join(' / ') || words.noRole }),
                t.acts[act].done,
                purposes[act.split('.')[0]!] ?? '',
                say.moment(at),
              ],
            }))}
          />
          <p>{words.doubt}</p>
        </>
      )}
      <Pager
        label={t.frame.pages}
        newer={newer ? { href: newer, words: words.newest } : undefined}
        older={older ? { href: older, words: t.frame.older } : undefined}
      />
    </>
  )
}
