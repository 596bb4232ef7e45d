/** Where I stand: my next step first, then each step with who did it and when, the result, and whom to ask. */

import type { Kind, Status, Step } from '../../../policies/membership/vetting.ts'
import type { Level } from '../../../policies/safety/classes.ts'
import { Actions, LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { type Fact, Facts } from '../../parts/facts.tsx'
import type { Filled } from '../../parts/form-page.tsx'
import { PageHeading, Section, WithAside } from '../../parts/heading.tsx'
import { Banner, Empty } from '../../parts/notices.tsx'
import { chip, type Tone } from '../../parts/status.tsx'
import { Conditions, type Task, TaskList } from '../../parts/work.tsx'
import { type Desk, DeskFacts } from './desk.tsx'
import { type Member, MemberSection } from './member.tsx'

type Taken = { doneOn: string; by: string; byRomaji: string; mine: boolean }
type OwnStep = { step: Step; done: Taken | undefined; outdated: boolean }
type Vetting = {
  kind: Kind
  status: Status
  appliedAt: string
  steps: readonly OwnStep[]
  level: Level | null
  reason: string | null
  decidedAt: string | null
  decidedByName: string | null
  decidedByRomaji: string | null
  validUntil: string | null
}
type StandingProps = {
  say: Say
  today: string
  kind: keyof Messages['vetting']['title']
  vetting: Vetting | undefined
  member: Member | undefined
  town: { name: string; desk: Desk | null } | undefined
  said: 'welcome' | keyof Messages['vetting']['saved'] | undefined
  form: Filled
}

const tones: Record<Status, Tone> = {
  open: 'active',
  approved: 'success',
  declined: 'error',
  withdrawn: 'neutral',
  lapsed: 'neutral',
}

export const StandingPage = (props: StandingProps) => {
  const { say, kind, vetting, member, town, said } = props
  const { t } = say
  const words = t.vetting
  const own = member && kind === 'member' ? undefined : vetting
  return (
    <>
      {said ? <Banner tone="success" title={said === 'welcome' ? words.welcome : words.saved[said]} live /> : null}
      <PageHeading
        title={words.title[kind]}
        eyebrow={town?.name}
        status={own ? chip(words.statuses[own.status], tones[own.status]) : undefined}
        lead={own ? words.applied(say.day(own.appliedAt)) : undefined}
      />
      {town ? (
        <WithAside
          label={words.desk.title}
          aside={
            <Section title={words.desk.title}>
              <DeskFacts t={words.desk} town={town.name} desk={town.desk} />
            </Section>
          }
        >
          {own ? <OwnVetting {...props} vetting={own} /> : null}
          {member ? <MemberSection {...props} member={member} /> : null}
          {own || !vetting ? null : <Steps {...props} vetting={vetting} />}
        </WithAside>
      ) : (
        <Empty title={words.none.title} sign="person" action={<LinkButton href="/join">{words.none.action}</LinkButton>}>
          {words.none.words}
        </Empty>
      )}
    </>
  )
}

type WithVetting = StandingProps & { vetting: Vetting }

const OwnVetting = (props: WithVetting) => {
  const { say, vetting } = props
  const isOpen = vetting.status === 'open'
  return (
    <>
      {isOpen ? <Next {...props} /> : <Result {...props} />}
      <Steps {...props} />
      {isOpen ? (
        <p>
          <a href="/vetting/withdrawal">{say.t.vetting.withdrawal.link[vetting.kind]}</a>
        </p>
      ) : null}
    </>
  )
}

const Next = ({ say, vetting }: WithVetting) => {
  const words = say.t.vetting.next
  const missing = (step: Step) => vetting.steps.find((one) => one.step === step && !one.done)
  const tasks: Task[] = []
  const pledge = missing('pledge')
  if (pledge)
    tasks.push({ href: '/vetting/pledge', words: pledge.outdated ? words.newPledge : words.pledge, note: words.pledgeNote })
  if (missing('environment')) tasks.push({ href: '/vetting/environment', words: words.environment, note: words.environmentNote })
  const waiting = missing('residency') ? 'residency' : missing('interview') ? 'interview' : 'decision'
  return (
    <Section title={words.title}>
      {tasks.length > 0 ? (
        <TaskList items={tasks} />
      ) : (
        <Empty title={words.wait} sign="clock">
          {words.waitFor[waiting]}
        </Empty>
      )}
    </Section>
  )
}

const Steps = ({ say, vetting }: WithVetting) => {
  const { t } = say
  const words = t.vetting
  const by = (done: Taken) =>
    words.doneBy(say.day(done.doneOn), done.mine ? words.byMyself : say.name({ name: done.by, romaji: done.byRomaji }))
  // Once it is over, what was left undone is nobody's task any more.
  const steps = vetting.steps.filter(({ done }) => done || vetting.status === 'open')
  if (steps.length === 0) return null
  return (
    <Section title={words.stepsTitle} lead={vetting.status === 'open' ? words.stepsLead[vetting.kind] : undefined}>
      <Conditions
        unmet="neutral"
        items={steps.map(({ step, done }) => ({
          met: done !== undefined,
          words: words.steps[step],
          state: done ? words.done : words.notDone,
          todo: done ? by(done) : words.todo[step],
        }))}
      />
    </Section>
  )
}

const Result = ({ say, vetting }: WithVetting) => {
  const { t } = say
  const words = t.vetting.result
  const again = (
    <Actions>
      <LinkButton href="/join" kind="outline">
        {words.again}
      </LinkButton>
    </Actions>
  )
  if (vetting.status === 'approved')
    return (
      <Section title={words.title}>
        <Facts items={decided(say, vetting)} />
      </Section>
    )
  if (vetting.status === 'declined')
    return (
      <Section title={words.title}>
        <Banner tone="warning" title={words.declined}>
          {words.askWhy}
        </Banner>
        <Facts
          items={[
            ...(vetting.reason ? [{ term: words.reason, value: <span class="yui-lines">{vetting.reason}</span> }] : []),
            ...decider(say, vetting),
          ]}
        />
        {again}
      </Section>
    )
  const how = vetting.status === 'lapsed' ? 'lapsed' : 'withdrawn'
  return (
    <Section title={words.title}>
      <Banner tone="info" title={words[how]}>
        {words[`${how}Words`]}
      </Banner>
      {again}
    </Section>
  )
}

function decider(say: Say, { decidedAt, decidedByName: name, decidedByRomaji: romaji }: Vetting): Fact[] {
  const words = say.t.vetting.result
  return [
    ...(decidedAt ? [{ term: words.on, value: say.day(decidedAt) }] : []),
    ...(name ? [{ term: words.by, value: say.name({ name, romaji }) }] : []),
  ]
}

const decided = (say: Say, vetting: Vetting): Fact[] => {
  const { t } = say
  const words = t.vetting.result
  return [
    ...(vetting.level ? [{ term: words.clearance, value: t.levels[vetting.level], note: words.clearanceNote }] : []),
    ...(vetting.validUntil ? [{ term: words.until, value: say.day(vetting.validUntil), note: words.untilNote }] : []),
    ...decider(say, vetting),
  ]
}
