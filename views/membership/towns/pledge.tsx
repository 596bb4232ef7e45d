/** A town's pledge: writing the next version, what it changes, and reading one. */
import { Hidden, TextArea } from '../../kernel/forms.tsx'
import { locales } from '../../kernel/locale.ts'
import type { Say } from '../../kernel/say.tsx'
import { type Fact, Fingerprint } from '../../parts/facts.tsx'
import { type Filled, FormPage, fieldIn } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Changes, lineChanges } from './changes.tsx'

type Pledge = { readonly ja: string; readonly en: string }
type Props = { say: Say; town: { id: string; shown: string }; after: number; form: Filled }

/** `after` is the version that the writer saw; of two who saw the same one, the second is told. */
export const PledgePage = ({ say, town, after, form }: Props) => {
  const t = say.t.towns.pledge
  const field = fieldIn(say, form)
  const action = `/towns/${town.id}/pledge`
  return (
    <FormPage {...{ say, form, action }} title={t.editTitle(town.shown)} lead={t.editLead} button={t.submit}>
      <Hidden name="after" value={String(after)} />
      <TextArea {...field('ja', t.ja, t.hint)} rows={14} />
      <TextArea {...field('en', t.en)} rows={14} />
    </FormPage>
  )
}

/** What the publication changes, as its page of proof says it. */
export const pledgeFacts = ({ t: { towns }, locale: reader }: Say, before: Pledge, now: Pledge): Fact[] => {
  const { changesJa, changesEn, added, removed } = towns.pledge
  return locales
    .filter((locale) => before[locale] !== now[locale])
    .map((locale) => ({
      term: locale === 'ja' ? changesJa : changesEn,
      value: <Changes lang={locale} reader={reader} lines={lineChanges(before[locale], now[locale])} {...{ added, removed }} />,
    }))
}

/** The text in the reader's language first; it is the same promise in both. */
export const PledgeText = ({ say: { t, locale }, pledge }: { say: Say; pledge: Pledge }) => (
  <>
    {[locale, ...locales.filter((one) => one !== locale)].map((one) => (
      <Section title={t.towns.pledge.languages[one]}>
        <p class="yui-lines" lang={one}>
          {pledge[one]}
        </p>
      </Section>
    ))}
  </>
)

type Version = { version: number; sha256: string; publishedAt: string; current: boolean }
export const PledgeVersionPage = (props: { say: Say; town: string; document: Version; pledge: Pledge }) => {
  const { say, town, document, pledge } = props
  const { pledge: words, one } = say.t.towns
  return (
    <>
      <PageHeading
        title={words.versionTitle(town, document.version)}
        eyebrow={document.current ? one.inForce(document.version) : one.older}
        lead={one.published(say.day(document.publishedAt))}
      />
      <Fingerprint label={one.sha} sha256={document.sha256} />
      <PledgeText say={say} pledge={pledge} />
    </>
  )
}
