/** Requests to have data put right, as the desks that keep the data meet them: the list, and answering one. */
import { z } from 'zod'
import {
  answerCorrection,
  type Change,
  type Correction,
  findCorrection,
  listAnswered,
  listOpen,
  openCorrections,
} from '../db/corrections.ts'
import { places } from '../policies/classes.ts'
import { answers, answersFor, type Changeable, decideAnswer, decideList, isChangeable, isGrave } from '../policies/corrections.ts'
import { daysBetween } from '../policies/days.ts'
import { isRefusal } from '../policies/decision.ts'
import { CorrectionPage, CorrectionsPage, shownValue } from '../views/corrections.tsx'
import { formatShortDay } from '../views/format.ts'
import type { Problem } from '../views/forms.tsx'
import type { Task } from '../views/parts/work.tsx'
import { nameIn } from '../views/people.tsx'
import type { Ctx } from './context.ts'
import { found, insist } from './errors.tsx'
import { checkForm, commit, fields, readTyped, type Typed } from './forms.ts'
import { newOnce, page } from './page.tsx'
import { askProof } from './proof.tsx'
import { routes } from './routes.ts'
import { trail } from './trail.ts'
import { contact } from './vetting/fields.ts'

export const corrections = routes()
const { get, post } = corrections
const mostOpen = 200
const pageSize = 30

get('/corrections', 'correction.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { say, t, locale, db, actor, today } = c.var
  const reach = { holders: answersFor(actor), selfId: actor.id }
  const before = c.req.query('before')
  const open = before ? [] : await listOpen(db.read, reach, mostOpen)
  const rows = await listAnswered(db.read, reach, before, pageSize)
  const answered = rows.slice(0, pageSize)
  return page(c, {
    title: t.corrections.desk.title,
    breadcrumb: trail(c),
    body: (
      <CorrectionsPage
        say={say}
        open={open.map((one) => ({ ...one, daysLeft: daysBetween(today, one.dueOn) }))}
        answered={answered}
        isFirstPage={!before}
        older={rows.length > pageSize ? `/corrections?before=${answered.at(-1)!.id}` : undefined}
        done={c.req.query('answered') !== undefined}
      />
    ),
  })
})

get('/corrections/:id', 'correction.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { correction, mayAnswer } = await load(c)
  return correctionPage(c, correction, mayAnswer, {}, [])
})

post('/corrections/:id/answer', 'correction.answer', async (c) => {
  const { correction } = await load(c)
  const permit = insist(c, decideAnswer(c.var.actor, correction))
  const typed = await readTyped(c)
  const again = (problems: readonly Problem[]) => correctionPage(c, correction, true, typed, problems)
  const form = checkForm(c, typed, Answer)
  const wanted = typed.outcome === 'done' ? changeIn(c, correction, typed) : undefined
  const problems = [...(form.ok ? [] : form.problems), ...(wanted?.problems ?? [])]
  if (!form.ok || problems.length > 0) return again(problems)
  const words = c.var.t.corrections.one
  const { outcome, words: said } = form.data
  if (outcome === 'declined' && said === '') return again([{ field: 'words', words: words.reasonNeeded }])
  const change = wanted?.change
  if (change && isGrave(change.field)) {
    const asked = await askProof(c, permit, typed, {
      ...words.proof,
      facts: [
        { term: words.who, value: nameIn(c.var.locale, correction).name },
        { term: c.var.t.corrections.desk.field, value: c.var.t.corrections.fields[change.field] },
        { term: words.proof.before, value: shownValue(c.var.t, correction.now[change.field]) },
        { term: words.proof.after, value: shownValue(c.var.t, change.value) },
      ],
      back: `/corrections/${correction.id}`,
    })
    if (asked) return asked
  }
  return commit(c, '/corrections?answered', (tx) => answerCorrection(tx, permit, { status: outcome, words: said, change }))
})

const Answer = z.object({ outcome: fields.choice(answers), words: fields.optional(500) })

/** The new value of each field, read as at registration. */
const values = {
  name: fields.text(60),
  kana: fields.kana(80),
  romaji: fields.romaji(80),
  ...contact,
  places: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(places)).min(1, 'choose')),
  weeklyHours: fields.whole(1, 40),
} satisfies Record<Changeable, z.ZodType>

/** The change that the answer itself carries; none where somebody else's page is the place for it. */
function changeIn(c: Ctx, { field, now }: Correction, typed: Typed): { problems: readonly Problem[]; change?: Change } {
  if (!carriesChange({ field, now })) return { problems: [] }
  const form = checkForm(c, typed, z.object({ value: values[field as Changeable] as z.ZodType<Change['value']> }))
  if (!form.ok) return form
  const { value } = form.data
  if (JSON.stringify(value) === JSON.stringify(now[field as Changeable]))
    return { problems: [{ field: 'value', words: c.var.t.corrections.one.unchanged }] }
  return { problems: [], change: { field, value } as Change }
}
/** Places and hours hang on a teleworker's profile: whoever has none by now has nothing to change there. */
const carriesChange = ({ field, now }: Pick<Correction, 'field' | 'now'>): boolean =>
  isChangeable(field) && (isGrave(field) || now[field] !== null)

/** A request that the actor may see: open for answering, or answered. */
async function load(c: Ctx) {
  const correction = found(await findCorrection(c.var.db.read, c.req.param('id')!))
  const decision = decideAnswer(c.var.actor, correction)
  if (isRefusal(decision) && decision.refused !== 'status') insist(c, decision)
  return { correction, mayAnswer: !isRefusal(decision) }
}

async function correctionPage(c: Ctx, correction: Correction, mayAnswer: boolean, typed: Typed, problems: readonly Problem[]) {
  const { say, t, locale, today } = c.var
  const title = t.corrections.one.title(t.corrections.fields[correction.field])
  return page(
    c,
    {
      title,
      width: 'narrow',
      breadcrumb: trail(c, { href: '/corrections', label: t.corrections.desk.title }),
      body: (
        <CorrectionPage
          say={say}
          title={title}
          correction={{ ...correction, daysLeft: daysBetween(today, correction.dueOn) }}
          changes={carriesChange(correction) && isChangeable(correction.field) ? correction.field : undefined}
          mayAnswer={mayAnswer}
          typed={typed}
          problems={problems}
          token={newOnce()}
        />
      ),
    },
    problems.length > 0 ? 422 : 200,
  )
}

/** What people asked the actor's desk to put right. */
export async function correctionTasks(c: Ctx): Promise<Task[]> {
  const { actor, say, t, locale, today, db } = c.var
  const waiting = await openCorrections(db.read, { holders: answersFor(actor), selfId: actor.id })
  if (!waiting) return []
  const words = t.corrections.home
  const tone = waiting.next < today ? 'error' : 'warning'
  return [
    {
      href: '/corrections',
      words: words.words,
      note: words.note(say.shortDay(waiting.next)),
      count: words.count(waiting.open),
      tone,
      label: tone === 'error' ? words.late : undefined,
    },
  ]
}
