/** The self-check of the place where somebody will work: all yes, or what to mend for each no. */
import { passEnvironment } from '../../db/vetting/apply.ts'
import { findVettingOf, type Vetting } from '../../db/vetting/find.ts'
import type { EnvironmentQuestion } from '../../policies/vetting.ts'
import { decideOwn, failedQuestions, questionsFor } from '../../policies/vetting.ts'
import type { Problem } from '../../views/forms.tsx'
import { EnvironmentPage } from '../../views/vetting/environment.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { checkForm, commit, readTyped, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { routes } from '../routes.ts'
import { trail } from '../trail.ts'
import { environmentSchema } from './fields.ts'

export const environment = routes()
const { get, post } = environment

get('/vetting/environment', 'vetting.environment', async (c) => {
  const own = found(await findVettingOf(c.var.db.read, c.var.actor.id))
  insist(c, decideOwn('vetting.environment', c.var.actor, own.facts))
  return environmentPage(c, own, {}, [])
})

post('/vetting/environment', 'vetting.environment', async (c) => {
  const own = found(await findVettingOf(c.var.db.read, c.var.actor.id))
  const permit = insist(c, decideOwn('vetting.environment', c.var.actor, own.facts))
  const typed = await readTyped(c)
  const form = checkForm(c, typed, environmentSchema(own.places, c.var.today))
  const problems = problemsOf(c, own, typed, form.ok ? [] : form.problems)
  if (!form.ok || problems.length > 0) return environmentPage(c, own, typed, problems)
  return commit(c, '/vetting?environment', (tx) => passEnvironment(tx, permit, form.data))
})

/** In the order of the page; a no is answered with how to mend it. */
function problemsOf(c: Ctx, { places }: Vetting, typed: Typed, bad: readonly Problem[]): Problem[] {
  const failed = failedQuestions(places, typed as Partial<Record<EnvironmentQuestion, 'yes' | 'no'>>)
  const mends = failed
    .filter((question) => typed[question] === 'no')
    .map((field): Problem => ({ field, words: c.var.t.vetting.environment.questions[field].mend }))
  const all = [...mends, ...bad]
  const order = [...questionsFor(places), 'updatedOn'].flatMap((field) => all.find((problem) => problem.field === field) ?? [])
  return order
}

function environmentPage(c: Ctx, own: Vetting, typed: Typed, problems: readonly Problem[]) {
  const { t, today } = c.var
  return page(
    c,
    {
      title: t.vetting.environment.title,
      width: 'narrow',
      breadcrumb: trail(c, { href: '/vetting', label: t.nav.vetting }),
      body: (
        <EnvironmentPage
          t={t}
          today={today}
          questions={questionsFor(own.places)}
          ownMachine={own.places.includes('home')}
          typed={typed}
          problems={problems}
          token={newOnce()}
        />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}
