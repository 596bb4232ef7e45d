/** The five short steps in which a coordinator drafts a package: the frame of each, and the steps that are plain forms. */
import type { Child } from 'hono/jsx'
import { gapsBeforeHandOver, type Draft as Needed } from '../../policies/packages/packages.ts'
import { Button, LinkButton, Radios, Select, TextArea, TextField } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { ActForm, type Filled, fieldIn, Problems } from '../parts/form-page.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Empty } from '../parts/notices.tsx'
import { stepOfGap } from './gaps.tsx'
import { numbered } from './names.tsx'

type Step = 1 | 2 | 3 | 4 | 5 | 6
export type Draft = Needed & { id: string; number: string }
export type StepProps = { say: Say; form: Filled }

const pageOf = (id: string, step: Step) => (step === 6 ? `/packages/${id}/check` : `/packages/${id}/steps/${step}`)

type FrameProps = {
  say: Say
  pkg: Draft | null
  step: Step
  title: string
  lead: string
  form?: Filled | undefined
  children?: Child
}

export const StepFrame = ({ say, pkg, step, title, lead, form, children }: FrameProps) => {
  const { steps, newOne } = say.t.packages
  return (
    <>
      <Steps label={steps.label} items={stepItems(say.t, pkg, step)} form={form && formId} />
      <PageHeading eyebrow={pkg ? numbered(pkg) : newOne} title={title} lead={lead} />
      {form ? <Problems say={say} form={form} /> : null}
      {children}
    </>
  )
}

function stepItems(t: Messages, pkg: Draft | null, current: Step) {
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

const formId = 'step'
/** Going on is the main thing; leaving is safe, because every step is saved. `pkg` null: before the first step has been saved. */
export function stepAct(say: Say, form: Filled, pkg: Draft | null, step: 1 | 3 | 4 | 5) {
  const { next, later } = say.t.packages.steps
  const leave = { to: pkg ? `/packages/${pkg.id}` : '/packages', words: later }
  return { say, form, action: pkg ? pageOf(pkg.id, step) : '/packages', button: next, leave, id: formId }
}
/** The way to the next step, and out, where this one has nothing to save. */
export const goOn = ({ t }: Say, id: string, next: Step) => [
  <LinkButton href={pageOf(id, next)}>{t.packages.steps.go}</LinkButton>,
  <LinkButton kind="text" href={`/packages/${id}`}>
    {t.packages.steps.later}
  </LinkButton>,
]

type TownChoice = { id: string; name: string; romaji: string }

export const WhatPage = ({ say, pkg, form, towns }: StepProps & { pkg: Draft | null; towns: readonly TownChoice[] }) => {
  const words = say.t.packages.what
  const field = fieldIn(say, form)
  const options = towns.map((town) => ({ value: town.id, label: say.name(town) }))
  return (
    <StepFrame say={say} pkg={pkg} step={1} title={words.title} lead={words.lead} form={form}>
      <ActForm {...stepAct(say, form, pkg, 1)}>
        {towns.length > 1 ? <Select {...field('townId', words.town)} empty={say.t.frame.choose} options={options} /> : null}
        <TextField {...field('title', words.name, words.nameHint)} width="full" />
        <TextArea {...field('purpose', words.purpose, words.purposeHint)} rows={3} />
        <TextField {...field('client', words.client, words.clientHint)} />
      </ActForm>
    </StepFrame>
  )
}

export const HowPage = ({ say, pkg, form }: StepProps & { pkg: Draft }) => {
  const words = say.t.packages.how
  const field = fieldIn(say, form)
  return (
    <StepFrame say={say} pkg={pkg} step={3} title={words.title} lead={words.lead} form={form}>
      <ActForm {...stepAct(say, form, pkg, 3)}>
        <TextArea {...field('brief', words.brief, words.briefHint)} rows={10} />
        <TextArea {...field('criteria', words.criteria, words.criteriaHint)} rows={5} />
      </ActForm>
      <Section title={words.files} lead={words.filesLead}>
        <Button kind="outline" form={formId} name="_go" value={`/packages/${pkg.id}/files`}>
          {words.filesLink}
        </Button>
      </Section>
    </StepFrame>
  )
}

type ManagerChoice = { id: string; name: string; kana: string; romaji: string }

export const WhoPage = ({ say, pkg, form, managers }: StepProps & { pkg: Draft; managers: readonly ManagerChoice[] }) => {
  const words = say.t.packages.who
  const options = managers.map((one) => ({ value: one.id, label: say.person(one) }))
  return (
    <StepFrame say={say} pkg={pkg} step={5} title={words.title} lead={words.lead} form={managers.length > 0 ? form : undefined}>
      {managers.length === 0 ? (
        <Empty title={words.nobody.title} sign="person">
          {words.nobody.body}
        </Empty>
      ) : (
        <ActForm {...stepAct(say, form, pkg, 5)}>
          <Radios {...fieldIn(say, form)('managerId', words.manager)} layout="tiles" options={options} />
        </ActForm>
      )}
    </StepFrame>
  )
}
