/** One application as an officer sees it: whose turn it is, who applied, what was done, and the form for what comes next. */

import type { Say } from '../../../kernel/say.tsx'
import { type Fact, Facts } from '../../../parts/facts.tsx'
import { ActForm, Problems } from '../../../parts/form-page.tsx'
import { PageHeading, Section, WithAside } from '../../../parts/heading.tsx'
import { Banner } from '../../../parts/notices.tsx'
import { chip } from '../../../parts/status.tsx'
import { decisionSection } from './decision.tsx'
import { statusTones } from './list.tsx'
import { StepRecords, stepForm } from './steps.tsx'
import type { Props, Seen } from './vetting-props.ts'

export const VettingPage = (props: Props) => {
  const { say, vetting, next, open, done, forms, came } = props
  const { t } = say
  const words = t.vettings.one
  const town = say.town(vetting)
  return (
    <>
      {came ? <Problems say={say} form={forms[came]} /> : null}
      <PageHeading
        eyebrow={`${t.vettings.kinds[vetting.kind]} ${town}`}
        title={say.person(vetting)}
        status={chip(t.vettings.statuses[vetting.status], statusTones[vetting.status])}
        lead={words.next[next]}
      />
      {done ? <Banner tone="success" title={words.done[done]} live /> : null}
      <WithAside label={words.about} aside={<About {...props} />}>
        {open.residency ? stepForm(props, 'residency') : null}
        {open.interview ? stepForm(props, 'interview') : null}
        {decisionSection(props)}
        <StepRecords {...props} />
      </WithAside>
    </>
  )
}

const About = ({ say, vetting, open, forms }: Props) => {
  const { t } = say
  const words = t.vettings.one
  return (
    <>
      <Section title={words.about}>
        <Facts items={aboutFacts(say, vetting)} layout="stacked" />
      </Section>
      <Section title={words.contact} lead={words.contactHint}>
        <Facts
          layout="stacked"
          items={[
            { term: words.phone, value: vetting.phone ?? words.none },
            { term: words.email, value: vetting.email ?? words.none },
            { term: words.language, value: t.account.me.languages[vetting.locale] },
          ]}
        />
      </Section>
      {open.code ? (
        <Section title={words.passkeys} lead={words.codeHint}>
          <ActForm
            {...{ say, form: forms.code }}
            action={`/vettings/${vetting.id}/enrolment`}
            button={words.code}
            kind="outline"
          />
        </Section>
      ) : null}
    </>
  )
}

function aboutFacts(say: Say, vetting: Seen): Fact[] {
  const { t } = say
  const words = t.vettings.one
  const days = t.vettings.days(vetting.waited)
  return [
    { term: t.people.new.romaji, value: vetting.romaji },
    {
      term: words.places,
      value: (
        <ul>
          {vetting.places.map((place) => (
            <li>{t.places[place]}</li>
          ))}
        </ul>
      ),
    },
    { term: words.weeklyHours, value: words.hours(vetting.weeklyHours) },
    { term: words.skills, value: vetting.skills || words.none },
    { term: words.passkeys, value: words.keys(vetting.passkeys, vetting.deviceBoundKeys) },
    ...(vetting.status === 'open' ? [{ term: t.vettings.waited, value: words.applied(say.day(vetting.appliedOn), days) }] : []),
  ]
}
