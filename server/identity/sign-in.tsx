/** Landing, signing in and out, the first passkey, further passkeys, and proving again that it is you. */
import { setCookie } from 'hono/cookie'
import { z } from 'zod'
import { addPasskey, findEnrolment } from '../../db/identity/passkeys.ts'
import { findActor, setLocale } from '../../db/identity/people.ts'
import { decideAccount } from '../../policies/identity/people.ts'
import { AccessibilityPage, EnrolPage, LandingPage, SignInPage, StepUpPage } from '../../views/identity/sign-in.tsx'
import { homePage } from '../home.tsx'
import type { Ctx } from '../kernel/context.ts'
import { insist } from '../kernel/errors.tsx'
import { readTyped } from '../kernel/forms.ts'
import { keepForLanguage } from '../kernel/kept.ts'
import { ownPath } from '../kernel/own-path.ts'
import { page } from '../kernel/page.tsx'
import { routes } from '../kernel/routes.ts'
import { newOnce } from '../kernel/seen.ts'
import {
  Assertion,
  creationOptions,
  Registration,
  requestOptions,
  verifyAssertion,
  verifyRegistration,
  verifySignature,
} from './ceremonies.ts'
import { livingKeys, noteUse, ownAccount, readJson, recallChallenge, rememberChallenge } from './challenges.ts'
import { keepKey } from './enrolling.ts'
import { isProvedForAdding } from './proof.tsx'
import { offerStop } from './recoveries/stop.tsx'
import { startSession } from './session.ts'
import { isShared, leaveNothing } from './shared-mark.ts'

export const signIn = routes()
const { get, post } = signIn

get('/', 'public', (c) =>
  c.var.actor
    ? homePage(c)
    : page(c, {
        title: c.var.t.signIn.landing.title,
        body: <LandingPage t={c.var.t.signIn.landing} signIn={c.var.t.frame.signIn} />,
        indexed: true,
      }),
)
get('/accessibility', 'public', (c) =>
  page(c, {
    title: c.var.t.signIn.accessibility.title,
    body: <AccessibilityPage t={c.var.t.signIn.accessibility} />,
    width: 'narrow',
    indexed: true,
  }),
)
get('/sign-in', 'public', async (c) => {
  const next = ownPath(c.req.query('next'))
  if (c.var.actor) return c.redirect(next, 303)
  return page(c, {
    title: c.var.t.signIn.title,
    body: <SignInPage t={c.var.t.signIn} shared={await sharedWords(c)} next={next} />,
    width: 'narrow',
  })
})
get('/enrol', 'public', async (c) =>
  page(c, {
    title: c.var.t.signIn.enrol.title,
    body: <EnrolPage t={c.var.t.signIn} shared={await sharedWords(c)} token={newOnce()} />,
    width: 'narrow',
  }),
)
// Without script the form comes here: back to the page, which says that passkeys need it.
post('/enrol', 'public', (c) => c.redirect('/enrol', 303))
get('/step-up', 'account.read', (c) => {
  insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
  return page(c, {
    title: c.var.t.signIn.stepUp.title,
    body: <StepUpPage t={c.var.t.signIn} next={ownPath(c.req.query('next'))} />,
    width: 'narrow',
  })
})

post(
  '/sign-out',
  'public',
  async (c) => {
    if (c.var.session) await c.var.sessions.invalidateSession(c.var.session.token)
    await leaveNothing(c)
    return c.redirect('/', 303)
  },
  'remedy',
)
post('/locale', 'public', async (c) => {
  const typed = await readTyped(c)
  const locale = typed.locale === 'en' ? 'en' : 'ja'
  setCookie(c, 'locale', locale, { path: '/', maxAge: 34_560_000, sameSite: 'Lax', secure: true, httpOnly: true })
  if (c.var.actor) {
    const permit = insist(c, decideAccount('account.edit', c.var.actor, { fresh: true, passkeys: 1 }))
    await c.var.db.write({ actor: c.var.actor, at: c.var.at }, (tx) => setLocale(tx, permit, locale))
  }
  return c.redirect(await keepForLanguage(c, typed), 303)
})
// Asking slides the session, as every request does (static/session.js).
post('/account/sessions/renewal', 'account.read', (c) => {
  insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
  return c.json({ left: c.var.session.left })
})

post(
  '/passkeys/sign-in/options',
  'public',
  async (c) => {
    const options = await requestOptions(c)
    await rememberChallenge(c, 'sign-in', options.challenge)
    return c.json(options)
  },
  'ceremony',
)
post(
  '/passkeys/sign-in',
  'public',
  async (c) => {
    const challenge = await recallChallenge(c, 'sign-in')
    const signed = challenge && (await verifySignature(c, challenge.challenge, await readJson(c, Assertion)))
    const person = signed && (await findActor(c.var.db.read, signed.personId, c.var.at))
    if (!signed || !person) return c.json({ failure: 'refused' }, 400)
    if (signed.isSuspended) return (await offerStop(c, person)) ? c.json({ stop: true }) : c.json({ failure: 'refused' }, 400)
    const noted = await noteUse(c, signed)
    if (!noted) return c.json({ failure: 'refused' }, 400)
    await startSession(c, person, signed.passkeyId, { proved: noted === 'good' })
    return c.json({})
  },
  'ceremony',
)

post(
  '/passkeys/step-up/options',
  'account.read',
  async (c) => {
    insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
    const options = await requestOptions(c, await livingKeys(c))
    await rememberChallenge(c, 'step-up', options.challenge, { personId: c.var.actor.id })
    return c.json(options)
  },
  'remedy',
)
post(
  '/passkeys/step-up',
  'account.read',
  async (c) => {
    insist(c, decideAccount('account.read', c.var.actor, { fresh: true, passkeys: 1 }))
    const challenge = await recallChallenge(c, 'step-up')
    const proof = challenge && (await verifyAssertion(c, challenge.challenge, await readJson(c, Assertion)))
    if (!proof || proof.personId !== c.var.actor.id || challenge.personId !== c.var.actor.id)
      return c.json({ failure: 'refused' }, 400)
    if ((await noteUse(c, proof)) !== 'good') return c.json({ failure: 'refused' }, 400)
    await startSession(c, c.var.actor, proof.passkeyId)
    return c.json({})
  },
  'remedy',
)

post(
  '/passkeys/enrolment/options',
  'public',
  async (c) => {
    const { code } = await readJson(c, z.object({ code: z.string().max(100) }))
    const enrolment = await findEnrolment(c.var.db.read, code, c.var.at)
    if (!enrolment) return c.json({ failure: 'code' }, 400)
    const options = await creationOptions(c, { id: enrolment.personId, name: enrolment.name, userHandle: enrolment.userHandle })
    await rememberChallenge(c, 'enrol', options.challenge, { personId: enrolment.personId, enrolmentId: enrolment.id })
    return c.json(options)
  },
  'code',
)
post(
  '/passkeys/enrolment',
  'public',
  async (c) => {
    const challenge = await recallChallenge(c, 'enrol')
    const key = challenge && (await verifyRegistration(c, challenge.challenge, await readJson(c, Registration), deviceLabel(c)))
    const person = challenge?.personId && (await findActor(c.var.db.read, challenge.personId, c.var.at))
    if (key === 'weak') return c.json({ failure: 'weak' }, 400)
    if (!key || !person || !challenge?.enrolmentId) return c.json({ failure: 'refused' }, 400)
    const done = await keepKey(c, person, challenge.enrolmentId, key)
    if (!done) return c.json({ failure: 'code' }, 400)
    await startSession(c, person, key.id)
    return c.json({})
  },
  'ceremony',
)

const Adding = z.object({ proof: z.string().max(100).optional() })
post('/passkeys/own/options', 'passkey.add', async (c) => {
  const own = await ownAccount(c)
  insist(c, decideAccount('passkey.add', c.var.actor, own))
  const { proof = '' } = await readJson(c, Adding)
  if (own.passkeys > 0 && !(await isProvedForAdding(c, proof))) return c.json({ failure: 'refused' }, 400)
  const person = await c.var.db.read
    .selectFrom('person')
    .select(['id', 'name', 'userHandle'])
    .where('id', '=', c.var.actor.id)
    .executeTakeFirstOrThrow()
  const options = await creationOptions(c, person)
  await rememberChallenge(c, 'add', options.challenge, { personId: person.id })
  return c.json(options)
})
post('/passkeys/own', 'passkey.add', async (c) => {
  const permit = insist(c, decideAccount('passkey.add', c.var.actor, await ownAccount(c)))
  const challenge = await recallChallenge(c, 'add')
  if (challenge?.personId !== c.var.actor.id) return c.json({ failure: 'refused' }, 400)
  const key = await verifyRegistration(c, challenge.challenge, await readJson(c, Registration), deviceLabel(c))
  if (key === 'weak') return c.json({ failure: 'weak' }, 400)
  if (!key) return c.json({ failure: 'refused' }, 400)
  const added = await c.var.db
    .write({ actor: c.var.actor, at: c.var.at }, (tx) => addPasskey(tx, permit, key))
    .then(
      () => true,
      (error: unknown) => {
        if (c.var.db.kit.isUniqueViolation(error)) return false
        throw error
      },
    )
  return added ? c.json({}) : c.json({ failure: 'already' }, 400)
})

/** On a shared PC the pages of passkeys ask for a phone or a security key. */
const sharedWords = async (c: Ctx) => ((await isShared(c)) ? c.var.t.sharedPcs.keys : undefined)

const deviceLabel = (c: Ctx): string => (/iPhone|iPad|Android/.test(c.req.header('user-agent') ?? '') ? 'phone' : 'computer')
