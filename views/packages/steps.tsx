/** The five short steps in which a coordinator drafts a package: the frame of each, and the steps that are plain forms. */
import type { Child } from 'hono/jsx'
import { gapsBeforeHandOver, type Draft as Needed } from '../../policies/packages.ts'
import {
  Actions,
  Button,
  ErrorSummary,
  Form,
  LinkButton,
  type Problem,
  problemOf,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../forms.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { stepOfGap } from './gaps.tsx'
import { named, nameOf, PersonName, type Words } from './names.tsx'

type Step = 1 | 2 | 3 | 4 | 5 | 6
export type Draft = Needed & { id: string; number: string }
export type Values = Readonly<Record<string, string>>
export type StepProps = Words & {
  /** Null before the first step has been saved. */
  pkg: Draft | null
  values: Values
  problems: readonly Problem[]
  token: string
}

const pageOf = (id: string, step: Step) => (step === 6 ? `/packages/${id}/check` : `/packages/${id}/steps/${step}`)

type FrameProps = Words & {
  pkg: Draft | null
  step: Step
  title: string
  lead: string
  problems?: readonly Problem[]
  children?: Child
}

export const StepFrame = ({ t, pkg, step, title, lead, problems = [], children }: FrameProps) => (
  <>
    <Steps label={t.packages.steps.label} items={stepItems(t, pkg, step)} />
    <PageHeading eyebrow={pkg ? `${pkg.number}　${pkg.title}` : t.packages.newOne} title={title} lead={lead} />
    <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, labels(t))} />
    {children}
  </>
)

const labels = ({ packages: { what, rows, how, data, who } }: Words['t']) => ({
  townId: what.town,
  title: what.name,
  purpose: what.purpose,
  client: what.client,
  file: rows.file,
  brief: how.brief,
  criteria: how.criteria,
  published: data.questions.published.label,
  namesPeople: data.questions.namesPeople.label,
  graveHarm: data.questions.graveHarm.label,
  fromState: data.questions.fromState.label,
  managerId: who.manager,
})

function stepItems(t: Words['t'], pkg: Draft | null, current: Step) {
  const words = t.packages.steps
  const open = new Set(pkg ? gapsBeforeHandOver(pkg).map((gap) => stepOfGap[gap]) : [1, 2, 3, 4, 5])
  return ([1, 2, 3, 4, 5, 6] as const).map((step) => {
    const done = step !== 6 && !open.has(step)
    const state = step === current ? ('current' as const) : done ? ('done' as const) : ('todo' as const)
    return {
      label: words.names[step],
      state,
      stateWords: words[state],
      href: pkg && step !== current ? pageOf(pkg.id, step) : undefined,
    }
  })
}

/** Going on is the main thing; leaving is safe, because every step is saved. */
export const StepActions = ({ t, id }: { t: Words['t']; id: string | undefined }) => (
  <Actions>
    <Button>{t.packages.steps.next}</Button>
    <LinkButton kind="text" href={id ? `/packages/${id}` : '/packages'}>
      {t.packages.steps.later}
    </LinkButton>
  </Actions>
)

type TownChoice = { id: string; name: string; romaji: string }

export const WhatPage = ({ t, locale, pkg, values, problems, token, towns }: StepProps & { towns: readonly TownChoice[] }) => {
  const words = t.packages.what
  const field = (name: string) => ({ name, value: values[name], problem: problemOf(problems, name) })
  const required = { required: true, mark: t.frame.required }
  return (
    <StepFrame t={t} locale={locale} pkg={pkg} step={1} title={words.title} lead={words.lead} problems={problems}>
      <Form action={pkg ? `/packages/${pkg.id}/steps/1` : '/packages'} token={token}>
        {towns.length > 1 ? (
          <Select
            {...field('townId')}
            {...required}
            label={words.town}
            empty={t.frame.choose}
            options={towns.map((town) => ({ value: town.id, label: nameOf(locale, town) }))}
          />
        ) : null}
        <TextField {...field('title')} {...required} label={words.name} hint={words.nameHint} maxlength={100} width="full" />
        <TextArea {...field('purpose')} {...required} label={words.purpose} hint={words.purposeHint} rows={3} maxlength={1000} />
        <TextField {...field('client')} mark={t.frame.optional} label={words.client} hint={words.clientHint} maxlength={100} />
        <StepActions t={t} id={pkg?.id} />
      </Form>
    </StepFrame>
  )
}

export const HowPage = ({ t, locale, pkg, values, problems, token }: StepProps & { pkg: Draft }) => {
  const words = t.packages.how
  const field = (name: string) => ({ name, value: values[name], problem: problemOf(problems, name) })
  const required = { required: true, mark: t.frame.required }
  return (
    <StepFrame t={t} locale={locale} pkg={pkg} step={3} title={words.title} lead={words.lead} problems={problems}>
      <Form action={`/packages/${pkg.id}/steps/3`} token={token}>
        <TextArea {...field('brief')} {...required} label={words.brief} hint={words.briefHint} rows={10} maxlength={10_000} />
        <TextArea {...field('criteria')} {...required} label={words.criteria} hint={words.criteriaHint} rows={5} />
        <StepActions t={t} id={pkg.id} />
      </Form>
      <Section title={words.files} lead={words.filesLead}>
        <LinkButton kind="outline" href={`/packages/${pkg.id}/files`}>
          {words.filesLink}
        </LinkButton>
      </Section>
    </StepFrame>
  )
}

type ManagerChoice = { id: string; name: string; kana: string; romaji: string }

export const WhoPage = (props: StepProps & { pkg: Draft; managers: readonly ManagerChoice[] }) => {
  const { t, locale, pkg, values, problems, token, managers } = props
  const words = t.packages.who
  return (
    <StepFrame t={t} locale={locale} pkg={pkg} step={5} title={words.title} lead={words.lead} problems={problems}>
      {managers.length === 0 ? (
        <Empty title={words.nobody.title} sign="person">
          {words.nobody.body}
        </Empty>
      ) : (
        <Form action={`/packages/${pkg.id}/steps/5`} token={token}>
          <Radios
            name="managerId"
            label={words.manager}
            required
            mark={t.frame.required}
            value={values.managerId}
            problem={problemOf(problems, 'managerId')}
            layout="tiles"
            options={managers.map((person) => ({ value: person.id, label: <PersonName locale={locale} person={person} /> }))}
          />
          <StepActions t={t} id={pkg.id} />
        </Form>
      )}
    </StepFrame>
  )
}
