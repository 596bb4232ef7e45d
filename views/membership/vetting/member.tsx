/** One's registration as a teleworker: what is allowed and until when, and the renewal once it is due. */

import type { RenewalReason } from '../../../policies/membership/vetting.ts'
import type { Level, Place } from '../../../policies/safety/classes.ts'
import type { WorkerStatus } from '../../../policies/telework/applications.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Facts } from '../../parts/facts.tsx'
import { ActForm, type Filled } from '../../parts/form-page.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'

export type Member = {
  status: WorkerStatus
  level: Level
  vettedUntil: string
  weeklyHours: number
  places: readonly Place[]
  /** Why a renewal may begin now. */
  renewal: RenewalReason | undefined
}
type Props = { say: Say; today: string; member: Member; form: Filled }

const tones = { active: 'success', suspended: 'warning', left: 'neutral' } as const

export const MemberSection = (props: Props) => {
  const { say, member } = props
  const { t } = say
  const words = t.vetting.member
  return (
    <>
      <Notice {...props} />
      <Section title={words.title}>
        <Facts
          items={[
            { term: words.status, value: chip(t.people.one.statuses[member.status], tones[member.status]) },
            { term: t.vetting.result.clearance, value: t.levels[member.level], note: t.vetting.result.clearanceNote },
            { term: t.vetting.result.until, value: say.day(member.vettedUntil), note: t.vetting.result.untilNote },
            { term: words.places, value: <Places t={t} places={member.places} /> },
            { term: words.weeklyHours, value: words.hours(member.weeklyHours) },
            { term: t.vetting.pledge.title, value: <a href="/vetting/pledge">{words.toPledge}</a> },
          ]}
        />
      </Section>
    </>
  )
}

const Places = ({ t, places }: { t: Messages; places: readonly Place[] }) => (
  <ul>
    {places.map((place) => (
      <li>{t.places[place]}</li>
    ))}
  </ul>
)

/** What needs doing, before the facts. */
const Notice = ({ say, today, member, form }: Props) => {
  const { t } = say
  const words = t.vetting.member
  if (member.status === 'suspended')
    return (
      <Banner tone="warning" title={words.suspended}>
        {words.suspendedWords}
      </Banner>
    )
  if (member.status === 'left')
    return (
      <Banner tone="info" title={words.left} action={<LinkButton href="/join">{t.vetting.result.again}</LinkButton>}>
        {words.leftWords}
      </Banner>
    )
  if (member.renewal === 'pledge')
    return (
      <Banner tone="warning" title={words.newPledge} action={<LinkButton href="/vetting/pledge">{words.readPledge}</LinkButton>}>
        {words.newPledgeWords}
      </Banner>
    )
  if (member.renewal === 'end')
    return (
      <Banner
        tone="warning"
        title={member.vettedUntil < today ? words.over : words.ending(say.day(member.vettedUntil))}
        action={<ActForm {...{ say, form }} action="/vetting/renewal" button={words.renew} />}
      >
        {words.endingWords}
      </Banner>
    )
  return null
}
