/** Who read my data, and what for. */
import type { Act } from '../../../policies/kernel/acts.ts'
import type { Say } from '../../kernel/say.tsx'
import { type Held, rolesOf } from '../../membership/people.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { List } from '../../parts/list.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Empty } from '../../parts/notices.tsx'

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
          <List
            caption={words.caption}
            rows={seen}
            columns={[
              {
                label: words.who,
                kind: 'head',
                cell: (one) => say.person(one, { note: rolesOf(say, one.grants).join(' / ') || words.noRole }),
              },
              { label: words.what, cell: ({ act }) => t.acts[act].done },
              { label: words.why, cell: ({ act }) => purposes[act.split('.')[0]!] ?? '' },
              { label: words.at, kind: 'named', cell: ({ at }) => say.moment(at) },
            ]}
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
