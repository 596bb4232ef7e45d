/** One page of a file that is only shown. */
import { Picture } from '../entries/picture.tsx'
import { formatNumber } from '../format.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'
import { type Crumb, Pager } from '../parts/navigation.tsx'
import { Banner } from '../parts/notices.tsx'

type FilePageProps = {
  t: Messages
  locale: Locale
  name: string
  /** The address of the file. */
  at: string
  number: number
  /** 0 where it cannot be drawn. */
  pages: number
  back: Crumb
}

export const FilePage = ({ t, locale, name, at, number, pages, back }: FilePageProps) => {
  const words = t.packageFiles.page
  const here = formatNumber(locale, number)
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
            shown={words.of(here, formatNumber(locale, pages))}
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
