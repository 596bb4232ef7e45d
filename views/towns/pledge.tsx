/** A town's pledge: writing the next version, what it changes, and reading one. */
import { formatDay } from '../format.ts'
import { Actions, Button, ErrorSummary, Form, Hidden, TextArea } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { type Fact, Fingerprint } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Changes, lineChanges } from './changes.tsx'
import { type FormProps, field } from './forms.tsx'

type Words = Messages['towns']
type Pledge = { readonly ja: string; readonly en: string }

/** `after` is the version that the writer saw; of two who saw the same one, the second is told. */
export const PledgePage = ({
  t,
  town,
  after,
  ...form
}: FormProps & { t: Words['pledge']; town: { id: string; name: string }; after: number }) => (
  <>
    <PageHeading title={t.editTitle(town.name)} lead={t.editLead} />
    <ErrorSummary title={form.frame.problemsTitle} problems={form.problems} />
    <Form action={`/towns/${town.id}/pledge`} token={form.token}>
      <Hidden name="after" value={String(after)} />
      <TextArea {...field(form, 'ja')} label={t.ja} hint={t.hint} rows={14} />
      <TextArea {...field(form, 'en')} label={t.en} rows={14} />
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  </>
)

/** What the publication changes, as its page of proof says it. */
export const pledgeFacts = (t: Words['pledge'], reader: Locale, before: Pledge, now: Pledge): Fact[] =>
  (['ja', 'en'] as const).flatMap((locale) =>
    before[locale] === now[locale]
      ? []
      : {
          term: locale === 'ja' ? t.changesJa : t.changesEn,
          value: (
            <Changes
              lang={locale}
              reader={reader}
              lines={lineChanges(before[locale], now[locale])}
              added={t.added}
              removed={t.removed}
            />
          ),
        },
  )

/** The text in the reader's language first; it is the same promise in both. */
export const PledgeText = ({ t, locale, pledge }: { t: Words['pledge']; locale: Locale; pledge: Pledge }) => (
  <>
    {(locale === 'ja' ? (['ja', 'en'] as const) : (['en', 'ja'] as const)).map((one) => (
      <Section title={t.languages[one]}>
        <p class="yui-lines" lang={one}>
          {pledge[one]}
        </p>
      </Section>
    ))}
  </>
)

type Version = { version: number; sha256: string; publishedAt: string; current: boolean }
export const PledgeVersionPage = (props: { t: Words; locale: Locale; town: string; document: Version; pledge: Pledge }) => {
  const { t, locale, town, document, pledge } = props
  return (
    <>
      <PageHeading
        title={t.pledge.versionTitle(town, document.version)}
        eyebrow={document.current ? t.one.inForce(document.version) : t.one.older}
        lead={t.one.published(formatDay(locale, document.publishedAt))}
      />
      <Fingerprint label={t.one.sha} sha256={document.sha256} />
      <PledgeText t={t.pledge} locale={locale} pledge={pledge} />
    </>
  )
}
