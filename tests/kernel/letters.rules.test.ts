import { expect, test } from 'vitest'
import { everyAct, isNoticed } from '../../policies/kernel/acts.ts'
import { guardsAccount, letterWishes, wantsLetter } from '../../policies/kernel/letters.ts'
import { decisionTable, testAll } from '../support/run/table.ts'

const acts = everyAct.filter(isNoticed)

/** Every act that anybody hears of, under every wish. */
const table = decisionTable(
  { wish: letterWishes, act: acts },
  `
  all   *
  own   package.hand-over,package.send-back,package.complete,package.withdraw,package.postpone,package.correct-price
  own   application.raise,application.withdraw
  own   assignment.offer,assignment.accept,assignment.decline,assignment.expire,assignment.cancel,assignment.hand-back
  own   assignment.submit,assignment.return,assignment.approve,assignment.take-back,assignment.settle
  own   manager.succeed,manager.deputise,manager.resume,application.lapse,package.end-posting,package.conclude
  own   package.export,package.close,assignment.extend,file.hold
  own   custody.account,custody.remind,custody.urge
  own   destruction.ask,destruction.cancel,destruction.postpone,destruction.remind,destruction.reconcile
  own   consent.ask,consent.give,consent.second,glass.end,glass.review
  own,none  consent.withdraw,glass.break
  own   payment-terms.record,completion.record,correction.ask,correction.answer,pledge.publish
  own,none  passkey.add,passkey.remove,passkey.counter-fell,enrolment.issue,enrolment.use
  own,none  recovery.start,recovery.approve,recovery.cancel,recovery.use,recovery.stop,recovery.settle,recovery.console
  own,none  grant.give,grant.end,worker.suspend,worker.resume,worker.leave,account.export
  own,none  vetting.apply,vetting.residency,vetting.pledge,vetting.environment,vetting.interview,vetting.propose
  own,none  incident.report,incident.propose-lift,incident.keep-frozen,incident.lift,incident.file,incident.close
  own,none  incident.warn,incident.overdue
  own,none  vetting.decide,vetting.decline,vetting.withdraw,vetting.renew,vetting.remind
  `,
)

testAll('who wants a letter of what', table, ({ point, allowed }) => {
  expect(wantsLetter(point.wish, point.act)).toBe(allowed)
})

test('what guards the account cannot be turned off', () => {
  for (const act of acts.filter(guardsAccount))
    for (const wish of letterWishes) expect([act, wantsLetter(wish, act)]).toEqual([act, true])
  expect(acts.filter(guardsAccount).length).toBeGreaterThan(20)
})
