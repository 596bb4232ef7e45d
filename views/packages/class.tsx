/** Step 4: four plain questions, and the class of the data that follows from the answers. */

import { classGap, type Gap } from '../../policies/packages/packages.ts'
import { type DataClass, handling, type Questions } from '../../policies/safety/classes.ts'
import { Actions, LinkButton, Radios } from '../kernel/forms.tsx'
import type { Messages } from '../messages/index.ts'
import { ActForm, fieldIn } from '../parts/form-page.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { type Draft, goOn, StepFrame, type StepProps, stepAct } from './steps.tsx'

const questions: readonly (keyof Questions)[] = ['published', 'namesPeople', 'graveHarm', 'fromState']

export const ClassPage = ({ say, pkg, form }: StepProps & { pkg: Draft }) => {
  const { t } = say
  const words = t.packages.data
  const decided = form.problems.length === 0 ? pkg.dataClass : null
  const gap = classGap(pkg)
  const again = decided && ({ button: words.save, kind: 'outline', leave: undefined } as const)
  const asked = (
    <ActForm {...stepAct(say, form, pkg, 4)} {...again}>
      {questions.map((name) => (
        <Radios
          {...fieldIn(say, form)(name, words.questions[name].label, words.questions[name].hint)}
          layout="inline"
          options={[
            { value: 'yes', label: t.frame.yes },
            { value: 'no', label: t.frame.no },
          ]}
        />
      ))}
    </ActForm>
  )
  return (
    <StepFrame say={say} pkg={pkg} step={4} title={words.title} lead={words.lead} form={form}>
      {decided ? (
        <>
          <Outcome t={t} code={decided} gap={gap} />
          <Actions>{gap ? <OtherRows t={t} id={pkg.id} /> : goOn(say, pkg.id, 5)}</Actions>
          <Disclosure summary={words.change} open={gap !== undefined}>
            {asked}
          </Disclosure>
        </>
      ) : (
        asked
      )}
    </StepFrame>
  )
}

const Outcome = ({ t, code, gap }: { t: Messages; code: DataClass; gap: Gap | undefined }) => {
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

const OtherRows = ({ t, id }: { t: Messages; id: string }) => (
  <LinkButton kind="outline" href={`/packages/${id}/steps/2`}>
    {t.packages.data.replaceRows}
  </LinkButton>
)
