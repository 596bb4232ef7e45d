/** Which letters a person wants. */
import { z } from 'zod'
import { setLetters } from '../../../db/kernel/outbox.ts'
import { decideAccount } from '../../../policies/identity/people.ts'
import { letterWishes } from '../../../policies/kernel/letters.ts'
import { formAct } from '../../kernel/form-act.tsx'
import { fields } from '../../kernel/forms.ts'
import type { routes } from '../../kernel/routes.ts'
import { ownAccount } from '../challenges.ts'

/** The radios always name one of the three: anything else was not sent by our page, and there is no page to show again. */
export const wishing = (routed: ReturnType<typeof routes>) =>
  formAct(routed, 'account.edit', {
    to: '/account/letters',
    load: ownAccount,
    decide: (c, own) => decideAccount('account.edit', c.var.actor, own),
    fields: z.object({ letters: fields.choice(letterWishes) }),
    write: (tx, permit, { letters }) => setLetters(tx, permit, letters),
    done: () => '/account?letters',
  })
