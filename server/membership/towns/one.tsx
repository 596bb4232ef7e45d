/** One town's page, for its coordinators and the secretariat. */
import { paymentTermsOn } from '../../../db/membership/facts.ts'
import { listVersions, rulesIn } from '../../../db/membership/town-documents.ts'
import { deskOf, findOperatingBody, listTowns } from '../../../db/membership/towns.ts'
import { decideList } from '../../../policies/identity/shared-pcs.ts'
import { isRefusal } from '../../../policies/kernel/decision.ts'
import { decideTownFact } from '../../../policies/membership/facts.ts'
import { decideTown, decideTownDocument, decideTownRead, defaultTownRules } from '../../../policies/membership/towns.ts'
import { TownPage } from '../../../views/membership/towns/one.tsx'
import type { Ctx } from '../../kernel/context.ts'
import { insist } from '../../kernel/errors.tsx'
import { page } from '../../kernel/page.tsx'
import { routes } from '../../kernel/routes.ts'
import { isOwn, loadTown, underTowns } from './load.ts'

export const one = routes()

one.get('/towns/:id', 'town.read', async (c) => {
  const town = await loadTown(c)
  insist(c, decideTownRead(c.var.actor, town))
  const { say, db, actor, today } = c.var
  const [body, payment, versions, towns] = await Promise.all([
    findOperatingBody(db.read, town.id),
    paymentTermsOn(db.read, town.id, today),
    listVersions(db.read, town.id),
    listTowns(db.read),
  ])
  const ruleVersions = versions.filter(({ kind }) => kind === 'rules')
  const own = isOwn(c, town.id)
  return page(c, {
    title: town.shown,
    breadcrumb: underTowns(c),
    body: (
      <TownPage
        say={say}
        town={{ ...town, body: body?.name ?? null, payment }}
        others={own ? towns.filter(({ id }) => isOwn(c, id)).map((it) => ({ id: it.id, name: say.name(it) })) : []}
        desk={deskOf(town)}
        pledges={versions.filter(({ kind }) => kind === 'pledge')}
        rules={ruleVersions[0] ? rulesIn(ruleVersions[0]) : defaultTownRules}
        ruleVersions={ruleVersions}
        may={{
          write: !isRefusal(decideTownDocument('town.edit', actor, town)),
          leave: town.leftOn === null && !isRefusal(decideTown('town.list', actor, '')),
          facts: !isRefusal(decideTownFact('town-name.record', actor, town)),
          sharedPcs: own && !isRefusal(decideList(actor)),
        }}
        done={doneIn(c)}
      />
    ),
  })
})

function doneIn(c: Ctx): string | undefined {
  const { desk, pledge, rules, leaving } = c.var.t.towns
  const said = { desk: desk.saved, pledge: pledge.saved, rules: rules.saved, left: leaving.done }
  return said[c.req.query('done') as keyof typeof said]
}
