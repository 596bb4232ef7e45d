/** One page of a file that is only shown. */

import type { Say } from '../../kernel/say.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { type Crumb, Pager } from '../../parts/navigation.tsx'
import { Banner } from '../../parts/notices.tsx'
import { Picture } from '../../telework/entries/picture.tsx'

type FilePageProps = {
  say: Say
  name: string
  /** The address of the file. */
  at: string
  number: number
  /** 0 where it cannot be drawn. */
  pages: number
  back: Crumb
}

export const FilePage = ({ say, name, at, number, pages, back }: FilePageProps) => {
  const words = say.t.packageFiles.page
  const here = say.number(number)
  return (
    <>
      <PageHeading title={name} lead={words.lead} />
      {pages === 0 ? (
        <Banner tone="error" title={words.undrawable} />
      ) : (
        <>
          <Picture src={`${at}/pages/${number}/picture`} alt={words.alt(here)} label={words.title(name, here)} />
          <Pager
            label={words.nav}
            shown={words.of(here, say.number(pages))}
            newer={number > 1 ? { href: `${at}/pages/${number - 1}`, words: words.previous } : undefined}
            older={number < pages ? { href: `${at}/pages/${number + 1}`, words: words.next } : undefined}
          />
        </>
      )}
      <p>
        <a href={back.href}>{words.back(back.label)}</a>
      </p>
    </>
  )
}
