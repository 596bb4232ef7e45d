/** A town's rules for handling data: publishing the next version, and reading any. */
import { z } from 'zod'
import { findDocument, findVersion, publishDocument, rulesIn } from '../../../db/membership/town-documents.ts'
import {
  type ClassRules,
  decideTownDocument,
  decideTownRead,
  defaultTownRules,
  leastKeepDays,
  looserThanAllowed,
  loosestTownRules,
  type TownRules,
} from '../../../policies/membership/towns.ts'
import { classes, places } from '../../../policies/safety/classes.ts'
import type { Problem } from '../../../views/kernel/forms.tsx'
import { choosable, RulesPage, RulesVersionPage, rulesFacts, typedOf } from '../../../views/membership/towns/rules.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { found, insist } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { calledThen, loadTown, underTown } from './load.ts'

export const rules = routes()

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

formAct(rules, 'town-rules.publish', {
  at: '/towns/:id/rules',
  load: async (c) => {
    const town = await loadTown(c)
    return { town, now: await inForce(c, town.id) }
  },
  decide: (c, { town }) => decideTownDocument('town-rules.publish', c.var.actor, town),
  fields: Rules,
  begin: (_, { now }) => typedOf(now.rules),
  check: (c, { now }, { data }) => {
    if (!data) return []
    const problems = problemsOf(c, data.rules)
    const isSame = data.after === now.version && rulesFacts(c.var.t, now.rules, data.rules).length === 0
    if (problems.length > 0 || !isSame) return problems
    return [{ field: `accepted-${choosable[0]}`, words: c.var.t.towns.rules.unchanged }]
  },
  title: ({ t }, { town }) => t.towns.rules.editTitle(town.shown),
  under: (c, { town }) => underTown(c, town),
  body: (_, say, { town, now }, form) => <RulesPage say={say} town={town} after={now.version} form={form} />,
  proof: (_, { t }, { town, now }, { after, rules: next }) => ({
    title: t.towns.rules.proofTitle(after + 1),
    lead: t.towns.rules.proofLead,
    facts: rulesFacts(t, now.rules, next),
    back: `/towns/${town.id}/rules`,
  }),
  write: (tx, permit, { after, rules: next }) => publishDocument(tx, permit, next, after),
  done: ({ town }) => `/towns/${town.id}?done=rules`,
})

rules.get('/towns/:id/rules/:version', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { db, say } = c.var
  const version = c.req.param('version')!
  const document = found(/^\d{1,6}$/.test(version) ? await findVersion(db.read, town.id, 'rules', Number(version)) : undefined)
  const called = await calledThen(c, town, document.publishedAt)
  const body = <RulesVersionPage say={say} town={called} document={document} rules={rulesIn(document)} />
  return page(c, { title: say.t.towns.rules.versionTitle(called, document.version), breadcrumb: underTown(c, town), body })
})

async function inForce(c: Ctx, id: string): Promise<{ version: number; rules: TownRules }> {
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
