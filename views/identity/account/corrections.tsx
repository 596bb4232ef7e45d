/** What I asked to have put right, the answers, and asking for more. */
import type { Correctable, Status } from '../../../policies/records/corrections.ts'
import { LinkButton, Select, TextArea } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { chip, type Tone } from '../../parts/status.tsx'

type Two = { ja: string; en: string }
type Mine = Readonly<Record<string, unknown>>
type Props = {
  say: Say
  choices: readonly Correctable[]
  /** Who will answer. */
  holder: string
  isFull: boolean
  /** As the section of one's own data has them. */
  mine: readonly Mine[]
  sentUntil: string | undefined
  form: Filled
}

export const tones: Record<Status, Tone> = { open: 'active', done: 'success', declined: 'neutral' }

export const OwnCorrectionsPage = (props: Props) => {
  const { say, holder, isFull, mine, sentUntil } = props
  const { t } = say
  const words = t.corrections.own
  return (
    <>
      <PageHeading
        title={words.title}
        lead={words.lead}
        action={
          <LinkButton href="/account/data" kind="outline">
            {words.seeData}
          </LinkButton>
        }
      />
      {sentUntil ? (
        <Banner tone="success" title={words.sent} live>
          {words.sentWords(say.day(sentUntil))}
        </Banner>
      ) : null}
      <Problems {...props} />
      <Section title={words.form} lead={isFull ? undefined : words.to(holder)}>
        {isFull ? <Banner tone="info" title={words.full} /> : askForm(props)}
      </Section>
      <Section title={words.list}>
        {mine.length === 0 ? (
          <Empty title={words.empty.title} sign="info">
            {words.empty.words}
          </Empty>
        ) : (
          <ul class="yui-asked">
            {mine.map((one) => (
              <Asked say={say} one={one} />
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

function askForm({ say, choices, form }: Props) {
  const { frame, corrections } = say.t
  const words = corrections.own
  const field = fieldIn(say, form)
  const options = choices.map((value) => ({ value, label: corrections.fields[value] }))
  return (
    <ActForm {...{ say, form }} action="/account/corrections" button={words.send}>
      <Select {...field('field', words.field)} empty={frame.choose} options={options} width="md" />
      <TextArea {...field('wish', words.wish, words.wishHint)} />
    </ActForm>
  )
}

const Asked = ({ say, one }: { say: Say; one: Mine }) => {
  const { t } = say
  const { field, status, wish, askedAt, due, answer, answeredAt, answeredBy } = { ...one, due: one.dueOn } as unknown as {
    field: Correctable
    status: Status
    wish: string
    askedAt: string
    due: string
    answer: string | null
    answeredAt: string | null
    answeredBy: Two | null
  }
  const words = t.corrections.own
  return (
    <li class="yui-asked__item">
      <h3 class="yui-asked__title">
        {t.corrections.fields[field]}
        {chip(t.corrections.statuses[status], tones[status])}
      </h3>
      <p class="yui-asked__when">
        {words.asked(say.day(askedAt))}
        {status === 'open' ? ` ${words.answerBy(say.day(due))}` : ''}
      </p>
      <p class="yui-lines">{wish}</p>
      {answeredAt ? (
        <div class="yui-asked__answer">
          <p class="yui-asked__when">{words.answered(say.day(answeredAt), answeredBy?.[say.locale] ?? '')}</p>
          {answer ? <p class="yui-lines">{answer}</p> : null}
        </div>
      ) : null}
    </li>
  )
}
