/** Passkey ceremonies by SimpleWebAuthn, with the checks that the library leaves to us. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { findPasskey, listPasskeys, type NewPasskey } from '../../db/identity/passkeys.ts'
import { fromJson } from '../../db/kernel/schema.ts'
import type { Config } from '../config.ts'
import type { Ctx } from '../kernel/context.ts'
import { isStrongKey } from './key-demands.ts'
import { isShared } from './shared-mark.ts'

/** Fixed, because the library's default depends on the version of Node: ES256, RS256, EdDSA. */
const supportedAlgorithmIDs = [-7, -257, -8]
const longestId = 1023

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(20_000)
const envelope = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.looseObject({}),
}
export const Registration = z.object({
  ...envelope,
  response: z.looseObject({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
})
export const Assertion = z.object({
  ...envelope,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
})

export const rpOf = ({ origin }: Config) => ({ id: new URL(origin).hostname, origin })

export async function creationOptions(c: Ctx, person: { id: string; name: string; userHandle: string }) {
  const held = await listPasskeys(c.var.db.read, person.id)
  const shared = await isShared(c)
  const options = await generateRegistrationOptions({
    rpName: c.var.t.siteName,
    rpID: rpOf(c.var.config).id,
    userName: person.name,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.userHandle, 'base64url')),
    attestationType: 'none',
    supportedAlgorithmIDs,
    authenticatorSelection: {
      residentKey: 'required',
      userVerification: 'required',
      ...(shared ? { authenticatorAttachment: 'cross-platform' } : {}),
    },
    excludeCredentials: held.map(({ id, transports }) => ({ id, transports: fromJson(transports) as never })),
  })
  return shared ? { ...options, hints: portable } : options
}

/** On a shared PC the key is a phone or a security key, which its holder takes along. */
const portable: ('hybrid' | 'security-key')[] = ['hybrid', 'security-key']
/** A key that would stay in the machine, by what the browser says of it. */
const staysHere = ({ authenticatorAttachment, response: { transports = [] } }: z.infer<typeof Registration>): boolean =>
  authenticatorAttachment === 'platform' || (transports.length > 0 && transports.every((way) => way === 'internal'))

/** Discoverable sign-in sends no list of keys, so it tells nobody who has an account; a step-up names the person's own. */
export async function requestOptions(c: Ctx, keys: readonly { id: string }[] = []) {
  const options = await generateAuthenticationOptions({
    rpID: rpOf(c.var.config).id,
    userVerification: 'required',
    allowCredentials: keys.map(({ id }) => ({ id })),
  })
  return (await isShared(c)) ? { ...options, hints: portable } : options
}

/** A new key that has proved itself, or nothing; `weak`: it is not made as the standards demand. */
export async function verifyRegistration(
  c: Ctx,
  challenge: string,
  body: z.infer<typeof Registration>,
  label: string,
): Promise<NewPasskey | 'weak' | undefined> {
  const rp = rpOf(c.var.config)
  if (isFramed(body.response.clientDataJSON)) return undefined
  if (staysHere(body) && (await isShared(c))) return undefined
  const verified = await verifyRegistrationResponse({
    response: body as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => undefined)
  if (!verified?.verified || !verified.registrationInfo) return undefined
  const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo
  if (Buffer.from(credential.id, 'base64url').byteLength > longestId) return undefined
  if (!isStrongKey(credential.publicKey)) return 'weak'
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: body.response.transports ?? [],
    backupEligible: credentialDeviceType === 'multiDevice' ? 1 : 0,
    backedUp: credentialBackedUp ? 1 : 0,
    label,
  }
}

export type Proof = {
  readonly personId: string
  readonly passkeyId: string
  readonly counter: number
  readonly backedUp: boolean
}

/** Who signed with a living key, or nothing: a key that a recovery has suspended opens nothing. */
export async function verifyAssertion(c: Ctx, challenge: string, body: z.infer<typeof Assertion>): Promise<Proof | undefined> {
  const signed = await verifySignature(c, challenge, body)
  return signed?.isSuspended ? undefined : signed
}

/**
 * Who signed, with a living key or a suspended one, or nothing. Unknown key, bad signature and somebody else's key all look the
 * same to the asker. The library is given counter 0: its own counter check runs before the signature is verified, so anybody
 * could trip it.
 */
export async function verifySignature(
  c: Ctx,
  challenge: string,
  body: z.infer<typeof Assertion>,
): Promise<(Proof & { readonly isSuspended: boolean }) | undefined> {
  const rp = rpOf(c.var.config)
  const key = await findPasskey(c.var.db.read, body.id)
  const known = key ?? decoy
  const verified = await verifyAuthenticationResponse({
    response: body as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    credential: { id: body.id, publicKey: new Uint8Array(known.publicKey), counter: 0, transports: [] },
  }).catch(() => undefined)
  if (!key || !verified?.verified || isFramed(body.response.clientDataJSON)) return undefined
  if (body.response.userHandle !== key.userHandle) return undefined
  const { newCounter, credentialBackedUp, credentialDeviceType } = verified.authenticationInfo
  if ((credentialDeviceType === 'multiDevice') !== (key.backupEligible === 1)) return undefined
  const isSuspended = key.suspendedAt !== null
  return { personId: key.personId, passkeyId: key.id, counter: newCounter, backedUp: credentialBackedUp, isSuspended }
}

/** Passkeys are used on our own pages only, never inside a frame of somebody else's. */
function isFramed(clientDataJSON: string): boolean {
  const said = z
    .looseObject({ crossOrigin: z.boolean().optional(), topOrigin: z.string().optional() })
    .safeParse(parse(clientDataJSON))
  return !said.success || said.data.crossOrigin === true || said.data.topOrigin !== undefined
}

function parse(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** An unknown key is verified against this one, so that it takes as long to be refused (a P-256 key that nobody holds). */
const decoy = {
  publicKey: Buffer.from(
    'pQECAyYgASFYIPvZdY3LY0BXVMu5t5zJJR8nm-AdH_xOwPO7AqF58G8uIlggq5bBwrtT-xkMPNRATDBCZBlYQXATY7maZ9FMe-YReV8',
    'base64url',
  ),
}
