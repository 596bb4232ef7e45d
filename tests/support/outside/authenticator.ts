/** A passkey authenticator in software: real keys (ES256) and the real ceremony, and every lie that a forger might tell. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Browser } from '../run/browser.ts'
import { origin as ourOrigin } from '../run/world.ts'
import { cborBytes, cborInt, cborMap, cborText, uint16, uint32 } from './cbor.ts'

type Creation = {
  rp: { id: string }
  user: { id: string }
  challenge: string
  pubKeyCredParams: { alg: number }[]
  excludeCredentials?: { id: string }[]
}
type Request = { challenge: string; rpId: string; allowCredentials?: { id: string }[] }
type Credential = { id: Buffer; rpId: string; userHandle: Buffer; key: KeyObject; counter: number }

/** What to say other than the truth. `id` is base64url; `counter` is what this one answer claims. */
export type Lies = {
  origin?: string
  crossOrigin?: boolean
  topOrigin?: string
  userVerified?: boolean
  userPresent?: boolean
  backupEligible?: boolean
  backedUp?: boolean
  counter?: number
  userHandle?: string
  id?: string
  key?: KeyObject
  type?: string
  /** The public key that it hands over (COSE). */
  publicKey?: Buffer
}
const flag = { userPresent: 1, userVerified: 4, backupEligible: 8, backedUp: 16, attested: 64 }
const es256 = -7

/** One device. `synced` makes its keys multi-device (BE and BS); `counts` false keeps the counter at zero, as synced keys do. */
export function createAuthenticator({ synced = false, counts = true } = {}) {
  const credentials: Credential[] = []
  const clientData = (type: string, challenge: string, lies: Lies) =>
    Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge,
        origin: lies.origin ?? ourOrigin,
        crossOrigin: lies.crossOrigin ?? false,
        ...(lies.topOrigin === undefined ? {} : { topOrigin: lies.topOrigin }),
      }),
    )
  const flags = ({ userPresent = true, userVerified = true, backupEligible = synced, backedUp = synced }: Lies) =>
    (userPresent ? flag.userPresent : 0) |
    (userVerified ? flag.userVerified : 0) |
    (backupEligible ? flag.backupEligible : 0) |
    (backedUp ? flag.backedUp : 0)

  function create(options: Creation, lies: Lies = {}) {
    if (!options.pubKeyCredParams.some(({ alg }) => alg === es256)) throw new Error('NotSupportedError')
    if (options.excludeCredentials?.some(({ id }) => credentials.some((held) => held.id.toString('base64url') === id)))
      throw new Error('InvalidStateError')
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = lies.id === undefined ? randomBytes(32) : Buffer.from(lies.id, 'base64url')
    const credential = {
      id,
      rpId: options.rp.id,
      userHandle: Buffer.from(options.user.id, 'base64url'),
      key: privateKey,
      counter: 0,
    }
    credentials.push(credential)
    const { x, y } = publicKey.export({ format: 'jwk' })
    const cose = cborMap([
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(es256)],
      [cborInt(-1), cborInt(1)],
      [cborInt(-2), cborBytes(Buffer.from(x!, 'base64url'))],
      [cborInt(-3), cborBytes(Buffer.from(y!, 'base64url'))],
    ])
    const authData = Buffer.concat([
      digest(options.rp.id),
      Buffer.from([flags(lies) | flag.attested]),
      uint32(lies.counter ?? 0),
      Buffer.alloc(16),
      uint16(id.length),
      id,
      lies.publicKey ?? cose,
    ])
    return {
      ...envelope(id),
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, lies).toString('base64url'),
        attestationObject: cborMap([
          [cborText('fmt'), cborText('none')],
          [cborText('attStmt'), cborMap([])],
          [cborText('authData'), cborBytes(authData)],
        ]).toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  function get(options: Request, lies: Lies = {}) {
    const allowed = options.allowCredentials?.length ? options.allowCredentials.map(({ id }) => id) : undefined
    const credential = credentials.findLast(
      ({ id, rpId }) => rpId === options.rpId && (!allowed || allowed.includes(id.toString('base64url'))),
    )
    if (!credential) throw new Error('NotAllowedError')
    if (counts) credential.counter++
    const said = clientData('webauthn.get', options.challenge, lies)
    const authData = Buffer.concat([digest(options.rpId), Buffer.from([flags(lies)]), uint32(lies.counter ?? credential.counter)])
    return {
      ...envelope(lies.id === undefined ? credential.id : Buffer.from(lies.id, 'base64url')),
      response: {
        clientDataJSON: said.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', Buffer.concat([authData, digest(said)]), lies.key ?? credential.key).toString('base64url'),
        userHandle: lies.userHandle ?? credential.userHandle.toString('base64url'),
      },
    }
  }
  return { credentials, create, get, idOf: (at = 0) => credentials[at]!.id.toString('base64url') }
}
export type Authenticator = ReturnType<typeof createAuthenticator>

/** The ceremonies of static/passkey.js as a browser with this device would run them. */
export const ceremonies = (browser: Browser, device: Authenticator) => ({
  async enrol(code: string, lies: Lies = {}) {
    const options = await browser.json('/passkeys/enrolment/options', { code })
    return options.status === 200
      ? browser.json('/passkeys/enrolment', device.create((await options.json()) as Creation, lies))
      : options
  },
  async signIn(lies: Lies = {}) {
    const options = await browser.json('/passkeys/sign-in/options', {})
    return browser.json('/passkeys/sign-in', device.get((await options.json()) as Request, lies))
  },
  async stepUp(lies: Lies = {}) {
    const options = await browser.json('/passkeys/step-up/options', {})
    return browser.json('/passkeys/step-up', device.get((await options.json()) as Request, lies))
  },
  /** Touches a key for just that, and gives the proof; empty where it was refused. `by`: the device whose key is touched. */
  async prove(about: string, by = device, lies: Lies = {}): Promise<string> {
    const options = await (await browser.json('/passkeys/proof/options', { about })).json()
    const answer = await browser.json('/passkeys/proof', by.get(options as Request, lies))
    return ((await answer.json()) as { proof?: string }).proof ?? ''
  },
  /** One more key on this device; one that is there is touched first, on the device `by`. */
  async add(lies: Lies = {}, by = device) {
    const [, about] = /data-passkey="add"[^>]*data-about="([0-9a-f]{64})"/.exec(await browser.text('/account')) ?? []
    const proof = about ? await this.prove(about, by) : ''
    const options = await browser.json('/passkeys/own/options', { proof })
    return options.status === 200
      ? browser.json('/passkeys/own', device.create((await options.json()) as Creation, lies))
      : options
  },
  /** The proof that the page of a grave act asks for; one after the other, since a browser has one ceremony at a time. */
  async proofFor(path: string, fields: Record<string, string> = {}): Promise<string> {
    const [, about] = /data-about="([0-9a-f]{64})"/.exec(await (await browser.post(path, fields)).text()) ?? []
    return about ? this.prove(about) : ''
  },
  /** A grave act: what its page asks for is touched for, and the form sent once more with the proof. */
  async grave(path: string, fields: Record<string, string> = {}) {
    return browser.post(path, { ...fields, _proof: await this.proofFor(path, fields) })
  },
})

const envelope = (id: Buffer) => ({
  id: id.toString('base64url'),
  rawId: id.toString('base64url'),
  type: 'public-key' as const,
  authenticatorAttachment: 'platform',
  clientExtensionResults: {},
})
const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
