/** The pledge to read and to sign: in the reader's language, the other one a press away. */
import { Checkbox, Hidden, LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Locale } from '../../messages/index.ts'
import { Fingerprint } from '../../parts/facts.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading } from '../../parts/heading.tsx'
import { Banner, Disclosure, Empty } from '../../parts/notices.tsx'

type Props = {
  say: Say
  town: string
  document: { id: string; version: number; publishedAt: string; sha256: string; text: { ja: string; en: string } } | undefined
  /** Nothing where it is only to be read. */
  offer: 'sign' | 'renew' | undefined
  signedOn: string | undefined
  form: Filled
}

export const PledgePage = (props: Props) => {
  const { say, town, document, offer, signedOn } = props
  const words = say.t.vetting.pledge
  if (!document)
    return (
      <>
        <PageHeading title={words.title} />
        <Empty
          title={words.none.title}
          sign="file"
          action={
            <LinkButton href="/vetting" kind="outline">
              {words.back}
            </LinkButton>
          }
        >
          {words.none.words}
        </Empty>
      </>
    )
  const other = say.isJapanese ? 'en' : 'ja'
  return (
    <>
      {signedOn && !offer ? (
        <Banner tone="success" title={words.signed}>
          {words.signedOn(say.day(signedOn))}
        </Banner>
      ) : null}
      <PageHeading
        title={words.of(town, document.version)}
        eyebrow={words.published(say.day(document.publishedAt))}
        lead={offer ? words.lead : undefined}
      />
      <Problems {...props} />
      <Text locale={say.locale} text={document.text[say.locale]} />
      <Disclosure summary={words.other}>
        <Text locale={other} text={document.text[other]} />
      </Disclosure>
      <Fingerprint label={words.fingerprint} sha256={document.sha256} />
      {offerOf(props, document.id)}
    </>
  )
}

/** As the town wrote it: each line of theirs a paragraph. */
const Text = ({ locale, text }: { locale: Locale; text: string }) => (
  <div class="yui-document" lang={locale}>
    {text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p>{line}</p>
      ))}
  </div>
)

function offerOf({ say, offer, form }: Props, document: string) {
  const { pledge: words, member } = say.t.vetting
  if (offer === 'renew')
    return (
      <Banner
        tone="warning"
        title={member.newPledge}
        action={<ActForm {...{ say, form }} action="/vetting/renewal" button={words.startRenewal} />}
      >
        {member.newPledgeWords}
      </Banner>
    )
  if (!offer) return null
  return (
    <ActForm {...{ say, form }} action="/vetting/pledge" button={words.sign} back={{ href: '/vetting', words: words.back }}>
      <Hidden name="document" value={document} />
      <Checkbox {...fieldIn(say, form)('promise', words.promise, words.promiseHint)} value="yes" />
    </ActForm>
  )
}
