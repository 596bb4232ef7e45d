/** The self-check of the place where somebody will work: all yes, or what to mend for each no. */
import { passEnvironment } from '../../../db/membership/vetting/apply.ts'
import type { EnvironmentQuestion } from '../../../policies/membership/vetting.ts'
import { decideOwn, failedQuestions, questionsFor } from '../../../policies/membership/vetting.ts'
import { EnvironmentPage } from '../../../views/membership/vetting/environment.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { routes } from '../../kernel/routes.ts'
import { environmentSchema } from './fields.ts'
import { loadOwn, underVetting } from './load.ts'

export const environment = routes()

formAct(environment, 'vetting.environment', {
  at: '/vetting/environment',
  load: loadOwn,
  decide: (c, { facts }) => decideOwn('vetting.environment', c.var.actor, facts),
  fields: (c, { places }) => environmentSchema(places, c.var.today),
  // A no is answered with how to mend it.
  check: ({ var: { t } }, { places }, { typed }) =>
    failedQuestions(places, typed as Partial<Record<EnvironmentQuestion, 'yes' | 'no'>>)
      .filter((question) => typed[question] === 'no')
      .map((field) => ({ field, words: t.vetting.environment.questions[field].mend })),
  title: ({ t }) => t.vetting.environment.title,
  under: underVetting,
  body: ({ var: { today } }, say, { places }, form) => (
    <EnvironmentPage {...{ say, today, form }} questions={questionsFor(places)} ownMachine={places.includes('home')} />
  ),
  write: (tx, permit, answers) => passEnvironment(tx, permit, answers),
  done: () => '/vetting?environment',
})
