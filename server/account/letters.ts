/** Which letters a person wants. */
import { z } from 'zod'
import { setLetters } from '../../db/outbox.ts'
import { letterWishes } from '../../policies/letters.ts'
import { decideAccount } from '../../policies/people.ts'
import { ownAccount } from '../challenges.ts'
import { BadRequest, insist } from '../errors.tsx'
import { commit, fields, readForm } from '../forms.ts'
import type { routes } from '../routes.ts'

const Wish = z.object({ letters: fields.choice(letterWishes) })

export function wishing({ post }: ReturnType<typeof routes>) {
  post('/account/letters', 'account.edit', async (c) => {
    const permit = insist(c, decideAccount('account.edit', c.var.actor, await ownAccount(c)))
    const form = await readForm(c, Wish)
    // The radios always name one of the three: anything else was not sent by our page.
    if (!form.ok) throw new BadRequest('no such wish')
    return commit(c, '/account?letters', (tx) => setLetters(tx, permit, form.data.letters))
  })
}
