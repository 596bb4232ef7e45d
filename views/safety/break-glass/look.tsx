/** Looking by broken glass: what there is, the instructions, and one page around its picture. */

import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { CriteriaList } from '../../packages/check.tsx'
import { Facts } from '../../parts/facts.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Picture } from '../../telework/entries/picture.tsx'

type LinksProps = {
  say: Say
  at: string
  look: { rows: number | null; lots: readonly number[]; files: readonly { id: string; name: string }[] }
}

export const LookLinks = ({ say, at, look }: LinksProps) => {
  const words = say.t.breakGlass.look
  return (
    <>
      <div class="yui-actions">
        {look.rows === null ? null : <LinkButton href={`${at}/rows/1`}>{words.rowsOf(say.number(look.rows))}</LinkButton>}
        <LinkButton href={`${at}/brief`} kind="outline">
          {words.brief}
        </LinkButton>
      </div>
      {look.rows === null ? <p>{words.none}</p> : null}
      {look.lots.length + look.files.length > 0 ? (
        <ul class="yui-plain-list">
          {look.lots.map((number) => (
            <li>
              <a href={`${at}/lots/${number}/1`}>{words.lot(say.number(number))}</a>
            </li>
          ))}
          {look.files.map(({ id, name }) => (
            <li>
              <a href={`${at}/files/${id}/pages/1`}>{name}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

type BriefProps = { say: Say; title: string; brief: string; criteria: readonly string[] }

export const GlassBriefPage = ({ say, title, brief, criteria }: BriefProps) => {
  const words = say.t.breakGlass.look
  return (
    <>
      <PageHeading eyebrow={title} title={words.brief} lead={words.lead} />
      <Facts
        layout="stacked"
        items={[
          { term: words.brief, value: <span class="yui-lines">{say.quoted(brief)}</span> },
          { term: words.criteria, value: <CriteriaList say={say} criteria={criteria} /> },
        ]}
      />
    </>
  )
}

type SheetProps = {
  say: Say
  title: string
  /** The address of the pages. */
  at: string
  sheet: { number: number; first: number; last: number }
  pages: number
}

export const GlassSheetPage = ({ say, title, at, sheet, pages }: SheetProps) => {
  const words = say.t.breakGlass.look
  const { number, first, last } = sheet
  return (
    <>
      <PageHeading title={title} lead={words.lead} />
      <Picture src={`${at}/${number}/picture`} alt={words.alt(say.number(first), say.number(last))} label={title} />
      <Pager
        label={words.nav}
        shown={words.pageOf(say.number(number), say.number(pages))}
        newer={number > 1 ? { href: `${at}/${number - 1}`, words: words.previous } : undefined}
        older={number < pages ? { href: `${at}/${number + 1}`, words: words.next } : undefined}
      />
    </>
  )
}
