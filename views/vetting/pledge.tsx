/** The pledge to read and to sign: in the reader's language, the other one a press away. */
import { formatDay } from '../format.ts'
import { Actions, Button, Checkbox, ErrorSummary, Form, Hidden, LinkButton, type Problem, problemOf } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Fingerprint } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Banner, Disclosure, Empty } from '../parts/notices.tsx'
import type { Say } from '../say.tsx'
import { RenewalForm } from './member.tsx'

type Props = {
  say: Say
  town: string
  document: { id: string; version: number; publishedAt: string; sha256: string; text: { ja: string; en: string } } | undefined
  /** Nothing where it is only to be read. */
  offer: 'sign' | 'renew' | undefined
  signedOn: string | undefined
  problems: readonly Problem[]
  token: string
}

export const PledgePage = (props: Props) => {
  const { say, town, document, offer, signedOn, problems } = props
  const { t } = say
  const words = t.vetting.pledge
  if (!document)
    return (
      <>
        <PageHeading title={words.title} />
        <Empty title={words.none.title} sign="file" action={<Back words={words.back} />}>
          {words.none.words}
        </Empty>
      </>
    )
  const other = locale === 'ja' ? 'en' : 'ja'
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
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <Text locale={locale} text={document.text[locale]} />
      <Disclosure summary={words.other}>
        <Text locale={other} text={document.text[other]} />
      </Disclosure>
      <Fingerprint label={words.fingerprint} sha256={document.sha256} />
      <Offer {...props} document={document} />
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

const Back = ({ words }: { words: string }) => (
  <LinkButton href="/vetting" kind="outline">
    {words}
  </LinkButton>
)

const Offer = ({ t, offer, document, problems, token }: Props & { document: { id: string } }) => {
  const words = t.vetting.pledge
  if (offer === 'renew')
    return (
      <Banner tone="warning" title={t.vetting.member.newPledge} action={<RenewalForm words={words.startRenewal} token={token} />}>
        {t.vetting.member.newPledgeWords}
      </Banner>
    )
  if (!offer) return null
  return (
    <Form action="/vetting/pledge" token={token}>
      <Hidden name="document" value={document.id} />
      <Checkbox name="promise" label={words.promise} hint={words.promiseHint} problem={problemOf(problems, 'promise')} required />
      <Actions>
        <Button>{words.sign}</Button>
        <Back words={words.back} />
      </Actions>
    </Form>
  )
}
