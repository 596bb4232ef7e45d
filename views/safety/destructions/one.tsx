/** A package's destruction: what will be gone, what stands in the way, and the next step of whoever may take it. */

import type { Day } from '../../../policies/kernel/days.ts'
import { within } from '../../../policies/kernel/statuses.ts'
import { delivered, ended, type Status } from '../../../policies/packages/statuses.ts'
import { type DataClass, handling } from '../../../policies/safety/classes.ts'
import {
  type AskingReason,
  askingReasons,
  type Blocker,
  type DestructionFacts,
  postponingReasons,
} from '../../../policies/safety/destructions.ts'
import { DateField, Hidden, LinkButton, Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { packageChip } from '../../packages/names.tsx'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'

type One = {
  id: string
  number: string
  title: string
  status: Status
  dataClass: DataClass | null
  keepUntil: string | null
  rowCount: number | null
  lotsApproved: number
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
  /** What the reader may do: where something stands in the way, that is said instead of the button. */
  ask: Filled | undefined
  witness: Filled | undefined
  cancel: Filled | undefined
  postpone: { from: Day; to: Day; form: Filled } | undefined
  /** The reader is who asked. */
  mine: boolean
}

export const DestructionPage = (props: Props) => {
  const { say, one, ask, postpone } = props
  const { t } = say
  const words = t.destructions
  const { stage } = one.facts
  const isOver = one.destroyedAt !== null
  const asking = ask && Ask({ ...props, form: ask })
  const postponing = postpone && Postpone({ say, one, ...postpone })
  return (
    <>
      {[ask, postpone?.form].map((form) => form && <Problems say={say} form={form} />)}
      <PageHeading
        eyebrow={`${one.number}　${one.title}`.trim()}
        title={words.title}
        status={packageChip(t, one.status)}
        lead={isOver ? undefined : words.lead}
      />
      <News {...props} />
      {isOver ? null : <Gone {...props} />}
      {isOver || stage === 'decided' ? null : <Blocked {...props} />}
      {asking}
      {stage === 'asked' ? <Waiting {...props} /> : null}
      {postponing}
      {one.keepUntil !== null && !isOver && !postpone ? <p>{words.until(say.day(one.keepUntil))}</p> : null}
    </>
  )
}

/** Why: the choice of who asked, or that its time was over. */
export const reasonWords = (t: Messages, reason: string | null): string =>
  (askingReasons as readonly string[]).includes(reason ?? '')
    ? t.destructions.reasons[reason as AskingReason]
    : t.destructions.kept

const News = ({ say, one, mine }: Props) => {
  const words = say.t.destructions
  const { stage } = one.facts
  if (one.destroyedAt !== null) {
    const title = words.done(say.moment(one.destroyedAt))
    const toCertificate = <LinkButton href={`/packages/${one.id}/certificate`}>{words.certificate.open}</LinkButton>
    return stage === 'done' ? (
      <Banner tone="success" title={title} action={toCertificate} />
    ) : (
      <Banner tone="info" title={title}>
        {words.reconciled}
      </Banner>
    )
  }
  const { waiting, underway, early } = words
  const asked = mine ? { title: waiting.own, body: waiting.ownBody } : waiting
  const news = stage === 'asked' ? asked : stage === 'decided' ? underway : within(ended, one.status) ? undefined : early
  return news ? (
    <Banner tone={stage === 'asked' ? 'warning' : 'info'} title={news.title}>
      {news.body}
    </Banner>
  ) : null
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
    one.resultTakenAt !== null && { term: words.result, value: words.resultTaken(say.moment(one.resultTakenAt)) },
  ]
  const isUntaken = within(delivered, one.status) && one.lotsApproved > 0 && one.resultTakenAt === null
  return (
    <Section title={words.gone} lead={words.goneLead}>
      {isUntaken ? (
        <Banner tone="error" title={words.resultUntaken}>
          {words.resultUntakenBody}
        </Banner>
      ) : null}
      <Facts items={facts.filter((fact) => fact !== false)} />
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
  const words = say.t.destructions.blockers
  if (blocker.kind === 'line') return words.line(blocker.lot, say.name({ name: blocker.holder, romaji: blocker.holderRomaji }))
  return blocker.kind === 'delivery' ? words.delivery(blocker.lots) : words[blocker.kind]
}

const Ask = ({ say, one, blockers, form }: Props & { form: Filled }) => {
  const { ask: words, reason, reasons, back } = say.t.destructions
  if (blockers.length > 0) return null
  return (
    <Section title={words.title} lead={words.lead} id="ask">
      <ActForm
        {...{ say, form }}
        action={`/packages/${one.id}/destruction`}
        button={words.button}
        danger
        back={{ href: `/packages/${one.id}`, words: back }}
      >
        <Radios
          {...fieldIn(say, form)('reason', reason)}
          options={askingReasons.map((value) => ({ value, label: reasons[value] }))}
        />
      </ActForm>
    </Section>
  )
}

const Waiting = ({ say, one, witness, cancel, blockers, mine }: Props) => {
  const { t } = say
  const words = t.destructions
  const at = `/packages/${one.id}/destruction`
  return (
    <Section title={words.witness.title} lead={witness && !mine ? words.witness.lead : undefined} id="witness">
      <Facts
        items={[
          { term: words.asker, value: say.name({ name: one.asker, romaji: one.askerRomaji }) || words.clock },
          { term: words.askedAt, value: say.moment(one.askedAt!) },
          { term: words.reason, value: reasonWords(t, one.reason) },
        ]}
      />
      {witness && blockers.length === 0 ? (
        <ActForm {...{ say, form: witness }} action={`${at}/witness`} button={words.witness.button} danger>
          <Hidden name="request" value={one.destructionId ?? ''} />
        </ActForm>
      ) : null}
      {cancel ? <ActForm {...{ say, form: cancel }} action={`${at}/cancellation`} button={words.cancel} kind="outline" /> : null}
    </Section>
  )
}

const Postpone = ({ say, one, from, to, form }: Pick<Props, 'say' | 'one'> & { from: Day; to: Day; form: Filled }) => {
  const { t, locale } = say
  const words = t.destructions.postpone
  const field = fieldIn(say, form)
  return (
    <Section title={words.title} lead={t.destructions.until(say.day(one.keepUntil!))} id="until">
      <Disclosure summary={words.summary} open={form.problems.length > 0}>
        <ActForm {...{ say, form }} action={`/packages/${one.id}/destruction/postponement`} button={words.button} kind="outline">
          <DateField {...field('to', words.to, words.range(from, to, locale))} min={from} max={to} />
          <Radios
            {...field('why', t.destructions.reason)}
            options={postponingReasons.map((value) => ({ value, label: words.reasons[value] }))}
          />
        </ActForm>
      </Disclosure>
    </Section>
  )
}
