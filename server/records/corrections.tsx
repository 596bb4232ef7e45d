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
} from '../../db/records/corrections.ts'
import { daysBetween } from '../../policies/kernel/days.ts'
import { isRefusal } from '../../policies/kernel/decision.ts'
import {
  answers,
  answersFor,
  type Changeable,
  decideAnswer,
  decideList,
  isChangeable,
  isGrave,
} from '../../policies/records/corrections.ts'
import { places } from '../../policies/safety/classes.ts'
import type { Problem } from '../../views/kernel/forms.tsx'
import type { Filled } from '../../views/parts/form-page.tsx'
import type { Task } from '../../views/parts/work.tsx'
import { CorrectionPage, CorrectionsPage, shownValue } from '../../views/records/corrections.tsx'
import type { Ctx } from '../kernel/context.ts'
import { found, insist } from '../kernel/errors.tsx'
import { fillForm, formAct } from '../kernel/form-act.tsx'
import { checkForm, fields, type Typed } from '../kernel/forms.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { versionOf } from '../kernel/seen.ts'
import { trail } from '../kernel/trail.ts'
import { contact } from '../membership/vetting/fields.ts'

export const corrections = routes()
const { get } = corrections
const mostOpen = 200
const pageSize = 30

get('/corrections', 'correction.list', async (c) => {
  insist(c, decideList(c.var.actor))
  const { say, t, db, actor, today } = c.var
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

/** The new value is read by what is asked for, and only where it is put right. */
const Answer = z.object({
  outcome: fields.choice(answers),
  value: z.union([z.string(), z.array(z.string())]).optional(),
  words: fields.optional(500),
})

get('/corrections/:id', 'correction.list', async (c) => {
  insist(c, decideList(c.var.actor))
  return correctionPage(c, await load(c))
})

formAct(corrections, 'correction.answer', {
  to: '/corrections/:id/answer',
  load: async (c) => (await load(c)).correction,
  decide: (c, correction) => decideAnswer(c.var.actor, correction),
  fields: Answer,
  seen: seenOf,
  check: (c, correction, { typed, data }) => {
    const wanted = typed.outcome === 'done' ? changeIn(c, correction, typed).problems : []
    if (!data || wanted.length > 0 || data.outcome !== 'declined' || data.words !== '') return wanted
    return [{ field: 'words', words: c.var.t.corrections.one.reasonNeeded }]
  },
  again: (c, correction, form) => correctionPage(c, { correction, mayAnswer: true }, form),
  ready: (c, correction, { outcome, words, value }) => ({
    status: outcome,
    words,
    change: outcome === 'done' ? changeIn(c, correction, value === undefined ? {} : { value }).change : undefined,
  }),
  proof: (_, { t, name }, correction, { change }) => {
    if (!change || !isGrave(change.field)) return undefined
    const { desk, fields, one } = t.corrections
    return {
      ...one.proof,
      facts: [
        { term: one.who, value: name(correction) },
        { term: desk.field, value: fields[change.field] },
        { term: one.proof.before, value: shownValue(t, correction.now[change.field]) },
        { term: one.proof.after, value: shownValue(t, change.value) },
      ],
      back: `/corrections/${correction.id}`,
    }
  },
  write: (tx, permit, answer) => answerCorrection(tx, permit, answer),
  done: () => '/corrections?answered',
})

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
function changeIn(c: Ctx, { field, now }: Correction, { value: sent }: Typed): { problems: readonly Problem[]; change?: Change } {
  if (!carriesChange({ field, now })) return { problems: [] }
  const form = checkForm(
    c,
    sent === undefined ? {} : { value: sent },
    z.object({ value: values[field as Changeable] as z.ZodType<Change['value']> }),
  )
  if (!form.ok) return form
  const { value } = form.data
  if (JSON.stringify(value) === JSON.stringify(now[field as Changeable]))
    return { problems: [{ field: 'value', words: c.var.t.corrections.one.unchanged }] }
  return { problems: [], change: { field, value } as Change }
}
/** Places and hours hang on a teleworker's profile: whoever has none by now has nothing to change there. */
const carriesChange = ({ field, now }: Pick<Correction, 'field' | 'now'>): boolean =>
  isChangeable(field) && (isGrave(field) || now[field] !== null)

/** What is asked for, and what stands. */
function seenOf({ status, now }: Awaited<ReturnType<typeof load>>['correction']) {
  return [status, now]
}

/** A request that the actor may see: open for answering, or answered. */
async function load(c: Ctx) {
  const correction = found(await findCorrection(c.var.db.read, c.req.param('id')!))
  const decision = decideAnswer(c.var.actor, correction)
  if (isRefusal(decision) && decision.refused !== 'status') insist(c, decision)
  return { correction, mayAnswer: !isRefusal(decision) }
}

async function correctionPage(c: Ctx, { correction, mayAnswer }: Awaited<ReturnType<typeof load>>, form?: Filled) {
  const { say, today } = c.var
  const { fields, desk, one } = say.t.corrections
  const title = one.title(fields[correction.field])
  const changes = carriesChange(correction) && isChangeable(correction.field) ? correction.field : undefined
  const now = changes && correction.now[changes]
  const body = (
    <CorrectionPage
      {...{ say, title, changes, mayAnswer }}
      correction={{ ...correction, daysLeft: daysBetween(today, correction.dueOn) }}
      form={
        form ??
        fillForm(Answer, now ? { value: typeof now === 'number' ? String(now) : now } : {}, [], versionOf(seenOf(correction)))
      }
    />
  )
  const breadcrumb = trail(c, { href: '/corrections', label: desk.title })
  return page(c, { title, width: 'narrow', breadcrumb, body }, form ? 422 : 200)
}

/** What people asked the actor's desk to put right. */
export async function correctionTasks(c: Ctx): Promise<Task[]> {
  const { actor, say, t, today, db } = c.var
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
