/** What a delivery changed, as pictures of pages: on a page of its own, and within a review. */
import { changePages, changesOnPage, keptChanges } from '../../../policies/telework/entries.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Picture } from './picture.tsx'

type Shown = { version: number; number: number; count: number }
type ChangesProps = { say: Say; id: string; shown: Shown; at?: (page: number) => string }

/** `at`: the address that shows a page; by default that of its own page. */
export const Changes = ({ say, id, shown, at }: ChangesProps) => {
  const { t } = say
  const { version, number, count } = shown
  const words = t.entries.changes
  const own = `/assignments/${id}/changes/${version}/pages`
  const kept = Math.min(count, keptChanges)
  const from = say.number((number - 1) * changesOnPage + 1)
  const to = say.number(Math.min(kept, number * changesOnPage))
  const href = at ?? ((page: number) => `${own}/${page}`)
  return (
    <>
      <Picture src={`${own}/${number}/picture`} alt={words.alt(from, to)} label={words.region} />
      <Pager
        label={t.frame.pages}
        shown={words.of(from, to, say.number(count))}
        newer={number > 1 ? { href: href(number - 1), words: t.entries.page.previous } : undefined}
        older={number < changePages(count) ? { href: href(number + 1), words: t.entries.page.next } : undefined}
      />
      {count > kept ? <p>{words.first(say.number(kept))}</p> : null}
      <p>
        <a href={`/assignments/${id}/pages`}>{words.allRows}</a>
      </p>
    </>
  )
}

export const ChangesPage = ({ lot, ...props }: ChangesProps & { lot: string }) => {
  const { id, shown } = props
  const { t } = props.say
  return (
    <>
      <PageHeading eyebrow={lot} title={t.entries.changes.title(shown.version)} lead={t.entries.page.mark} />
      <Changes {...props} />
      <p>
        <LinkButton href={`/assignments/${id}`} kind="text" size="md">
          {t.entries.page.toAssignment}
        </LinkButton>
      </p>
    </>
  )
}
