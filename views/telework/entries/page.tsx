/** One page of rows that are only shown: the picture, the way to the others, and the form for what is wrong in it. */
import { Button, LinkButton, NumberField, SearchForm } from '../../kernel/forms.tsx'
import { Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section, WithAside } from '../../parts/heading.tsx'
import { Pager } from '../../parts/navigation.tsx'
import { Banner } from '../../parts/notices.tsx'
import { Corrections, EntryForm } from './form.tsx'
import { Picture } from './picture.tsx'
import type { SheetProps } from './sheet-props.ts'

export const SheetPage = (props: SheetProps) => {
  const { say, assignment: a, sheet, form, mayEnter } = props
  const { number } = say
  const words = say.t.entries
  const aside = mayEnter || props.mend.length > 0
  return (
    <>
      <PageHeading
        eyebrow={words.eyebrow(a.packageNumber, a.title, number(a.lotNumber))}
        title={words.rows(number(sheet.first), number(sheet.last))}
        lead={words.page.mark}
      />
      <Problems say={say} form={form} />
      {aside ? (
        <WithAside label={mayEnter ? words.form.title : words.mend.title} aside={<Aside {...props} />}>
          <Sheet {...props} />
        </WithAside>
      ) : (
        <Sheet {...props} />
      )}
      <Ways {...props} />
    </>
  )
}

const Sheet = ({ say, assignment: a, sheet, pages, touch, own }: SheetProps) => {
  const { t, number } = say
  const words = t.entries
  const [first, last] = [number(sheet.first), number(sheet.last)]
  const at = (page: number) => `/assignments/${a.id}/pages/${page}`
  return (
    <>
      {touch ? (
        <Banner
          tone="warning"
          title={words.page.lapsed}
          action={
            <LinkButton href={touch} kind="outline" size="md">
              {words.page.reopen}
            </LinkButton>
          }
        >
          <p>{words.page.lapsedBody}</p>
        </Banner>
      ) : (
        <Picture src={`${at(sheet.number)}/picture`} alt={words.alt(first, last)} label={words.region(first, last)} />
      )}
      <Pager
        label={t.frame.pages}
        shown={words.page.of(number(sheet.number), number(pages))}
        newer={sheet.number > 1 ? { href: at(sheet.number - 1), words: words.page.previous } : undefined}
        older={sheet.number < pages ? { href: at(sheet.number + 1), words: words.page.next } : undefined}
      />
      <p class="yui-fine">{own ? words.page.changedOwn : words.page.changedDelivered}</p>
    </>
  )
}

/** To any row, and on to the delivery once the last page is reached. */
const Ways = ({ say, assignment: a, sheet, pages, mayEnter }: SheetProps) => {
  const { number } = say
  const words = say.t.entries.page
  return (
    <>
      {pages > 1 ? (
        <SearchForm action={`/assignments/${a.id}/pages`} label={words.goTo}>
          <NumberField name="row" id="go-to-row" label={words.goToRow(number(a.firstRow), number(a.lastRow))} width="xs" />
          <Button kind="outline" size="md">
            {words.go}
          </Button>
        </SearchForm>
      ) : null}
      <p>
        <LinkButton
          href={`/assignments/${a.id}${mayEnter ? '#deliver' : ''}`}
          kind={sheet.number === pages ? 'outline' : 'text'}
          size="md"
        >
          {mayEnter ? words.toDelivery : words.toAssignment}
        </LinkButton>
      </p>
    </>
  )
}

const Aside = (props: SheetProps) => (
  <>
    {props.mend.length > 0 ? <Mend {...props} /> : null}
    {props.mayEnter ? (
      <>
        <EntryForm {...props} />
        <Corrections {...props} />
      </>
    ) : null}
  </>
)

const Mend = ({ say, assignment: a, mend }: SheetProps) => {
  const words = say.t.entries.mend
  return (
    <Section title={words.title}>
      <ol class="yui-mend">
        {mend.map(({ row, words: said, page }) => (
          <li class="yui-mend__point">
            <p class="yui-mend__where">
              {row === null ? words.whole : <a href={rowAt(a.id, page!, row)}>{words.row(say.number(row))}</a>}
            </p>
            <p>{said}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** The page of a row, with the form ready for it. */
export const rowAt = (id: string, page: number, row: number): string => `/assignments/${id}/pages/${page}?row=${row}#row-1`
