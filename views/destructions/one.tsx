/** A package's destruction: what will be gone, what stands in the way, and the next step of whoever may take it. */
import type { DataClass } from '../../policies/classes.ts'
import { handling } from '../../policies/classes.ts'
import type { Day } from '../../policies/days.ts'
import {
  type AskingReason,
  askingReasons,
  type Blocker,
  type DestructionFacts,
  postponingReasons,
} from '../../policies/destructions.ts'
import { ended, type Status } from '../../policies/packages.ts'
import { within } from '../../policies/statuses.ts'
import { formatDay, formatMoment, formatNumber } from '../format.ts'
import { Actions, Button, DateField, ErrorSummary, Form, Hidden, LinkButton, type Problem, problemOf, Radios } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { nameOf, packageChip } from '../packages/names.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import type { Say } from '../say.tsx'

type One = {
  id: string
  number: string
  title: string
  status: Status
  dataClass: DataClass | null
  keepUntil: string | null
  rowCount: number | null
  destroyedAt: string | null
  resultTakenAt: string | null
  destructionId: string | null
  asker: string | null
  askerRomaji: string | null
  askedAt: string | null
  reason: string | null
  facts: DestructionFacts
}
type Props = {
  say: Say
  one: One
  content: { files: number; deliveries: number; lists: number; entries: number }
  lines: { all: number; open: number }
  blockers: readonly Blocker[]
  /** The reader has the ledger open to them. */
  ledgerOpen: boolean
  may: { ask: boolean; witness: boolean; cancel: boolean; postpone: { from: Day; to: Day } | undefined }
  /** The reader is who asked. */
  mine: boolean
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: () => string
}

export const DestructionPage = (props: Props) => {
  const { say, one, problems, may } = props
  const { t } = say
  const words = t.destructions
  const { stage } = one.facts
  const isOver = one.destroyedAt !== null
  return (
    <>
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <PageHeading
        eyebrow={`${one.number}　${one.title}`.trim()}
        title={words.title}
        status={packageChip(t, one.status)}
        lead={isOver ? undefined : words.lead}
      />
      <News {...props} />
      {isOver ? null : <Gone {...props} />}
      {isOver || stage === 'decided' ? null : <Blocked {...props} />}
      {may.ask ? <Ask {...props} /> : null}
      {stage === 'asked' ? <Waiting {...props} /> : null}
      {may.postpone ? <Postpone {...props} range={may.postpone} /> : null}
      {one.keepUntil !== null && !isOver && may.postpone === undefined ? <p>{words.until(say.day(one.keepUntil))}</p> : null}
    </>
  )
}

/** Why: the choice of who asked, or that its time was over. */
export const reasonWords = (t: Messages, reason: string | null): string =>
  (askingReasons as readonly string[]).includes(reason ?? '')
    ? t.destructions.reasons[reason as AskingReason]
    : t.destructions.kept

const News = ({ say, one, mine }: Props) => {
  const { t } = say
  const words = t.destructions
  const { stage } = one.facts
  if (stage === 'done')
    return (
      <Banner
        tone="success"
        title={words.done(say.moment(one.destroyedAt!))}
        action={<LinkButton href={`/packages/${one.id}/certificate`}>{words.certificate.open}</LinkButton>}
      />
    )
  if (one.destroyedAt !== null)
    return (
      <Banner tone="info" title={words.done(say.moment(one.destroyedAt))}>
        {words.reconciled}
      </Banner>
    )
  if (stage === 'decided')
    return (
      <Banner tone="info" title={words.underway.title}>
        {words.underway.body}
      </Banner>
    )
  if (stage === 'asked')
    return (
      <Banner tone="warning" title={mine ? words.waiting.own : words.waiting.title}>
        {mine ? words.waiting.ownBody : words.waiting.body}
      </Banner>
    )
  if (!within(ended, one.status))
    return (
      <Banner tone="info" title={words.early.title}>
        {words.early.body}
      </Banner>
    )
  return null
}

const Gone = ({ say, one, content, lines, ledgerOpen }: Props) => {
  const { t } = say
  const words = t.destructions
  const number = (n: number) => say.number(n)
  const facts: (Fact | false)[] = [
    one.dataClass !== null && {
      term: words.level,
      value: t.packages.classWords(t.levels[handling[one.dataClass].level], one.dataClass),
    },
    content.lists > 0 && { term: words.list, value: words.rows(number(one.rowCount ?? 0)) },
    content.deliveries > 0 && { term: words.deliveries, value: words.pieces(number(content.deliveries)) },
    content.files > 0 && { term: words.files, value: words.pieces(number(content.files)) },
    content.entries > 0 && { term: words.entries, value: words.pieces(number(content.entries)) },
    { term: words.words, value: words.wordsGone },
    {
      term: words.ledger,
      value: words.lines(number(lines.all), number(lines.open)),
      action: ledgerOpen && lines.all > 0 ? <a href={`/packages/${one.id}/custody`}>{words.seeLedger}</a> : undefined,
    },
  ]
  const isUntaken = one.status === 'completed' && one.resultTakenAt === null
  return (
    <Section title={words.gone} lead={words.goneLead}>
      {isUntaken ? (
        <Banner tone="error" title={words.resultUntaken}>
          {words.resultUntakenBody}
        </Banner>
      ) : null}
      <Facts
        items={[
          ...facts.filter((fact) => fact !== false),
          ...(one.resultTakenAt !== null
            ? [{ term: words.result, value: words.resultTaken(say.moment(one.resultTakenAt)) }]
            : []),
        ]}
      />
    </Section>
  )
}

const Blocked = ({ say, one, blockers, ledgerOpen }: Props) => {
  const { t } = say
  const words = t.destructions.blockers
  if (blockers.length === 0) return null
  return (
    <Banner
      tone="error"
      title={words.title}
      action={
        ledgerOpen && blockers.some(({ kind }) => kind === 'line') ? (
          <a href={`/packages/${one.id}/custody?only=open`}>{t.destructions.seeLedger}</a>
        ) : undefined
      }
    >
      <ul>
        {blockers.map((blocker) => (
          <li>{blockerWords(say, blocker)}</li>
        ))}
      </ul>
    </Banner>
  )
}

function blockerWords(say: Say, blocker: Blocker): string {
  const { t } = say
  const words = t.destructions.blockers
  if (blocker.kind === 'line')
    return words.line(blocker.lot, nameOf(locale, { name: blocker.holder, romaji: blocker.holderRomaji }))
  return blocker.kind === 'delivery' ? words.delivery(blocker.lots) : words[blocker.kind]
}

const fieldOf = ({ typed, problems, t }: Props, name: string) => ({
  name,
  value: String(typed[name] ?? ''),
  problem: problemOf(problems, name),
  mark: t.frame.required,
  required: true,
})

const Ask = (props: Props) => {
  const { t, one, blockers, token } = props
  const words = t.destructions.ask
  if (blockers.length > 0) return null
  return (
    <Section title={words.title} lead={words.lead} id="ask">
      <Form action={`/packages/${one.id}/destruction`} token={token()}>
        <Radios
          {...fieldOf(props, 'reason')}
          label={t.destructions.reason}
          options={askingReasons.map((value) => ({ value, label: t.destructions.reasons[value] }))}
        />
        <Actions>
          <Button tone="danger">{words.button}</Button>
          <LinkButton kind="text" href={`/packages/${one.id}`}>
            {t.destructions.back}
          </LinkButton>
        </Actions>
      </Form>
    </Section>
  )
}

const Waiting = ({ say, one, may, blockers, mine, token }: Props) => {
  const { t } = say
  const words = t.destructions
  return (
    <Section title={words.witness.title} lead={may.witness && !mine ? words.witness.lead : undefined} id="witness">
      <Facts
        items={[
          { term: words.asker, value: nameOf(locale, { name: one.asker, romaji: one.askerRomaji }) || words.clock },
          { term: words.askedAt, value: say.moment(one.askedAt!) },
          { term: words.reason, value: reasonWords(t, one.reason) },
        ]}
      />
      {may.witness && blockers.length === 0 ? (
        <Form action={`/packages/${one.id}/destruction/witness`} token={token()}>
          <Hidden name="request" value={one.destructionId ?? ''} />
          <Actions>
            <Button tone="danger">{words.witness.button}</Button>
          </Actions>
        </Form>
      ) : null}
      {may.cancel ? (
        <Form action={`/packages/${one.id}/destruction/cancellation`} token={token()}>
          <Actions>
            <Button kind="outline">{words.cancel}</Button>
          </Actions>
        </Form>
      ) : null}
    </Section>
  )
}

const Postpone = (props: Props & { range: { from: Day; to: Day } }) => {
  const { say, one, problems, range, token } = props
  const { t } = say
  const words = t.destructions.postpone
  const isOpen = problems.some(({ field }) => field === 'to' || field === 'why')
  return (
    <Section title={words.title} lead={t.destructions.until(say.day(one.keepUntil!))} id="until">
      <Disclosure summary={words.summary} open={isOpen}>
        <Form action={`/packages/${one.id}/destruction/postponement`} token={token()}>
          <DateField
            {...fieldOf(props, 'to')}
            label={words.to}
            hint={words.range(range.from, range.to, locale)}
            min={range.from}
            max={range.to}
          />
          <Radios
            {...fieldOf(props, 'why')}
            label={t.destructions.reason}
            options={postponingReasons.map((value) => ({ value, label: words.reasons[value] }))}
          />
          <Actions>
            <Button kind="outline">{words.button}</Button>
          </Actions>
        </Form>
      </Disclosure>
    </Section>
  )
}
