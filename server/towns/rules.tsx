/** A town's rules for handling data: publishing the next version, and reading any. */
import { z } from 'zod'
import { findDocument, findVersion, publishDocument, rulesIn } from '../../db/town-documents.ts'
import { classes, places } from '../../policies/classes.ts'
import {
  type ClassRules,
  decideTownDocument,
  decideTownRead,
  defaultTownRules,
  leastKeepDays,
  looserThanAllowed,
  loosestTownRules,
  type TownRules,
} from '../../policies/towns.ts'
import type { Problem } from '../../views/forms.tsx'
import { choosable, RulesPage, RulesVersionPage, rulesFacts, typedOf } from '../../views/towns/rules.tsx'
import type { Ctx } from '../context.ts'
import { found, insist } from '../errors.tsx'
import { commit, fields, readForm, type Typed } from '../forms.ts'
import { newOnce, page } from '../page.tsx'
import { askProof } from '../proof.tsx'
import { routes } from '../routes.ts'
import { loadTown, statusOf, type Town, underTown } from './load.ts'

export const rules = routes()
const { get, post } = rules

const accepted = fields.choice(['yes', 'no'])
/** A class without a field is as the defaults say; who sends one all the same is told that it is too loose. */
const Rules = z
  .object({
    after: fields.whole(0, 1_000_000),
    deviceBound: z.preprocess((value) => value === 'yes', z.boolean()),
    ...Object.fromEntries(
      classes.flatMap((code): [string, z.ZodType][] => [
        [`accepted-${code}`, choosable.includes(code) ? accepted : accepted.default('no')],
        [`places-${code}`, fields.ticks(places)],
        [`download-${code}`, z.preprocess((value) => value === 'yes', z.boolean())],
        [
          `keep-${code}`,
          choosable.includes(code) ? fields.whole(leastKeepDays, loosestTownRules.classes[code].keepDays) : z.any().optional(),
        ],
      ]),
    ),
  })
  .transform((said): { after: number; rules: TownRules } => {
    const all = said as unknown as Record<string, unknown>
    const own = classes.map((code): [string, ClassRules] => {
      if (!choosable.includes(code) && all[`accepted-${code}`] !== 'yes') return [code, defaultTownRules.classes[code]]
      const chosen = all[`places-${code}`] as string[]
      const accepted = all[`accepted-${code}`] === 'yes'
      const keepDays = choosable.includes(code) ? Number(all[`keep-${code}`]) : 0
      const download = all[`download-${code}`] === true
      return [code, { accepted, places: accepted ? places.filter((place) => chosen.includes(place)) : [], download, keepDays }]
    })
    return {
      after: said.after,
      rules: { deviceBoundFor3: said.deviceBound, classes: Object.fromEntries(own) as TownRules['classes'] },
    }
  })

get('/towns/:id/rules', 'town-rules.publish', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownDocument('town-rules.publish', c.var.actor, town))
  const now = await inForce(c, town)
  return rulesPage(c, town, now.version, typedOf(now.rules), [])
})

post('/towns/:id/rules', 'town-rules.publish', async (c) => {
  const town = await loadTown(c)
  const permit = insist(c, decideTownDocument('town-rules.publish', c.var.actor, town))
  const form = await readForm(c, Rules)
  const now = await inForce(c, town)
  if (!form.ok) return rulesPage(c, town, now.version, form.typed, form.problems)
  const { after, rules: next } = form.data
  const { t } = c.var
  const facts = rulesFacts(t, now.rules, next)
  const problems = problemsOf(c, next)
  if (problems.length === 0 && after === now.version && facts.length === 0)
    problems.push({ field: `accepted-${choosable[0]}`, words: t.towns.rules.unchanged })
  if (problems.length > 0) return rulesPage(c, town, now.version, form.typed, problems)
  const words = t.towns.rules
  const page = { title: words.proofTitle(after + 1), lead: words.proofLead, facts, back: `/towns/${town.id}/rules` }
  const asked = await askProof(c, permit, form.typed, page)
  if (asked) return asked
  return commit(c, `/towns/${town.id}?done=rules`, (tx) => publishDocument(tx, permit, next, after))
})

get('/towns/:id/rules/:version', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { db, t, locale } = c.var
  const version = c.req.param('version')!
  const document = found(/^\d{1,6}$/.test(version) ? await findVersion(db.read, town.id, 'rules', Number(version)) : undefined)
  return page(c, {
    title: t.towns.rules.versionTitle(town.shown, document.version),
    breadcrumb: underTown(c, town),
    body: <RulesVersionPage t={t} locale={locale} town={town.shown} document={document} rules={rulesIn(document)} />,
  })
})

async function inForce(c: Ctx, { id }: Town): Promise<{ version: number; rules: TownRules }> {
  const document = await findDocument(c.var.db.read, id, 'rules')
  return document ? { version: document.version, rules: rulesIn(document) } : { version: 0, rules: defaultTownRules }
}

function problemsOf(c: Ctx, next: TownRules): Problem[] {
  const looser = looserThanAllowed(next)
  return classes.flatMap((code) => {
    const { accepted, places: allowed } = next.classes[code]
    if (looser.includes(code)) return { field: `places-${code}`, words: c.var.t.towns.rules.looser }
    return accepted && allowed.length === 0 ? { field: `places-${code}`, words: c.var.t.problems.named.choose } : []
  })
}

function rulesPage(c: Ctx, town: Town, after: number, typed: Typed, problems: readonly Problem[]) {
  const { t } = c.var
  const body = (
    <RulesPage
      t={t}
      frame={t.frame}
      town={{ id: town.id, name: town.shown }}
      after={after}
      typed={typed}
      problems={problems}
      token={newOnce()}
    />
  )
  const title = t.towns.rules.editTitle(town.shown)
  return page(c, { title, width: 'narrow', breadcrumb: underTown(c, town), body }, statusOf(problems))
}
