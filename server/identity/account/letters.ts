/** Which letters a person wants, and those that did not arrive. */
import { z } from 'zod'
import { resendLetters, setLetters } from '../../../db/kernel/outbox.ts'
import { findKnown } from '../../../db/membership/directory.ts'
import { decideAccount, decideResend } from '../../../policies/identity/people.ts'
import { letterWishes } from '../../../policies/kernel/letters.ts'
import { found } from '../../kernel/errors.tsx'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { ownAccount } from '../challenges.ts'

/** The radios always name one of the three: anything else was not sent by our page, and there is no page to show again. */
export const wishing = (routed: ReturnType<typeof routes>) => {
  formAct(routed, 'account.edit', {
    to: '/account/letters',
    load: ownAccount,
    decide: (c, own) => decideAccount('account.edit', c.var.actor, own),
    fields: z.object({ letters: fields.choice(letterWishes) }),
    write: (tx, permit, { letters }) => setLetters(tx, permit, letters),
    done: () => '/account?letters',
  })
  formAct(routed, 'account.resend', {
    to: '/account/letters/resending',
    load: (c) => c.var.actor,
    decide: (c) => decideResend(c.var.actor),
    write: (tx, permit) => resendLetters(tx, permit),
    done: () => '/account?resent',
  })
  formAct(routed, 'account.resend', {
    to: '/people/:id/letters',
    load: async (c) => found(await findKnown(c.var.db.read, c.req.param('id')!, c.var.at)),
    decide: (c, person) => decideResend(c.var.actor, person),
    write: (tx, permit) => resendLetters(tx, permit),
    done: ({ id }) => `/people/${id}?resent`,
  })
}
