/** Step 4: four plain questions, and the class of the data that follows from the answers. */
import { type DataClass, handling, type Questions } from '../../policies/classes.ts'
import { classGap, type Gap } from '../../policies/packages.ts'
import { Actions, Button, Form, LinkButton, problemOf, Radios } from '../forms.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import type { Words } from './names.tsx'
import { StepActions, StepFrame, type StepProps } from './steps.tsx'

const questions: readonly (keyof Questions)[] = ['published', 'namesPeople', 'graveHarm', 'fromState']

export const ClassPage = (props: StepProps & { pkg: NonNullable<StepProps['pkg']> }) => {
  const { t, locale, pkg, problems } = props
  const words = t.packages.data
  const decided = pkg.dataClass
  const gap = classGap(pkg)
  return (
    <StepFrame t={t} locale={locale} pkg={pkg} step={4} title={words.title} lead={words.lead} problems={problems}>
      {decided && problems.length === 0 ? (
        <>
          <Outcome t={t} code={decided} gap={gap} />
          {gap ? <Ways t={t} id={pkg.id} /> : <Actions>{next(props)}</Actions>}
          <Disclosure summary={words.change} open={gap !== undefined}>
            <QuestionForm {...props} again />
          </Disclosure>
        </>
      ) : (
        <QuestionForm {...props} />
      )}
    </StepFrame>
  )
}

const next = ({ t, pkg }: StepProps) => [
  <LinkButton href={`/packages/${pkg!.id}/steps/5`}>{t.packages.steps.go}</LinkButton>,
  <LinkButton kind="text" href={`/packages/${pkg!.id}`}>
    {t.packages.steps.later}
  </LinkButton>,
]

const Outcome = ({ t, code, gap }: { t: Words['t']; code: DataClass; gap: Gap | undefined }) => {
  const { outcome, todo, town } = t.packages.data
  const { level } = handling[code]
  const accepted = gap === undefined
  const title = accepted ? outcome.accepted(t.levels[level], code) : outcome.refused(t.levels[level], code)
  return (
    <Banner tone={accepted ? 'success' : 'warning'} title={title} live>
      <p>{gap === 'class-town' ? town : outcome[code]}</p>
      {todo[code] ? <p>{todo[code]}</p> : null}
    </Banner>
  )
}

const Ways = ({ t, id }: { t: Words['t']; id: string }) => (
  <Actions>
    <LinkButton kind="outline" href={`/packages/${id}/steps/2`}>
      {t.packages.data.replaceRows}
    </LinkButton>
  </Actions>
)

const QuestionForm = ({ t, pkg, values, problems, token, again }: StepProps & { again?: boolean }) => (
  <Form action={`/packages/${pkg!.id}/steps/4`} token={token}>
    {questions.map((name) => (
      <Radios
        name={name}
        label={t.packages.data.questions[name].label}
        hint={t.packages.data.questions[name].hint}
        required
        mark={t.frame.required}
        layout="inline"
        value={values[name]}
        problem={problemOf(problems, name)}
        options={[
          { value: 'yes', label: t.frame.yes },
          { value: 'no', label: t.frame.no },
        ]}
      />
    ))}
    {again ? (
      <Actions>
        <Button kind="outline">{t.packages.data.save}</Button>
      </Actions>
    ) : (
      <StepActions t={t} id={pkg?.id} />
    )}
  </Form>
)
