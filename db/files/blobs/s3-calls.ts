/** One signed call to S3-compatible storage: its time-out, its retries, and errors that give nothing away. */
import { createHash, randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { Missing, Unavailable } from './index.ts'

export type Keys = { region: string; accessKeyId: string; secretAccessKey: string }
/** How long one call may take, its body included, and how long to wait before the first retry at most; each next one twice that. */
export type Pace = { timeoutMs: number; retryMs: number }
/** `expect`: the statuses that `take` understands; any other is Unavailable. `sha256` is that of the body, in hex. */
export type Call = { method: string; url: string; expect: number[]; range?: string; body?: Blob; sha256?: string }

const emptySha256 = createHash('sha256').digest('hex')
const mostRetries = 3
/** One call with its retries. `take` reads the answer's body, so that a connection that breaks in it is tried again too. */
export function asker({ region, accessKeyId, secretAccessKey }: Keys, { timeoutMs, retryMs }: Pace) {
  const client = new AwsClient({ region, accessKeyId, secretAccessKey, service: 's3' })
  async function once<T>({ method, url, expect, range, body, sha256 }: Call, take: (answer: Response) => Promise<T>): Promise<T> {
    const control = new AbortController()
    const timer = setTimeout(() => control.abort(), timeoutMs)
    // The store takes a body only when it has this hash. Every method of ours may be repeated.
    const headers = { 'x-amz-content-sha256': sha256 ?? emptySha256, ...(range && { range }) }
    try {
      const signed = await client.sign(url, { method, headers, ...(body && { body }) })
      const answer = await fetch(signed, { redirect: 'manual', signal: control.signal })
      if (!expect.includes(answer.status)) throw await refusal(answer)
      return await take(answer)
    } catch (error) {
      const slow = control.signal.aborted
      control.abort()
      throw slow ? new Unavailable('did not answer in time') : told(error)
    } finally {
      clearTimeout(timer)
    }
  }
  return async <T>(call: Call, take: (answer: Response) => Promise<T>): Promise<T> => {
    for (let retry = 0; ; retry++) {
      try {
        return await once(call, take)
      } catch (error) {
        if (!(error instanceof Unavailable && error.passing) || retry === mostRetries) throw error
      }
      await sleep(randomInt(retryMs * 2 ** retry) + 1)
    }
  }
}

async function refusal(answer: Response): Promise<Unavailable> {
  const { status } = answer
  const passing = status >= 500 || status === 429
  return new Unavailable(`answered ${status} ${passing ? '' : await codeIn(answer)}`.trim(), { passing })
}
/** A bucket that is not there must not look like objects that are gone. */
export async function missing(answer: Response): Promise<Error> {
  const code = await codeIn(answer)
  return code === 'NoSuchBucket' ? new Unavailable(`answered 404 ${code}`) : new Missing()
}
/** The one word of an error that is safe to repeat; the rest of its text has names and addresses in it. */
const codeIn = async (answer: Response): Promise<string> => /<Code>([A-Za-z]{1,40})<\/Code>/.exec(await textOf(answer))?.[1] ?? ''

const passingCodes = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'EAI_AGAIN', 'UND_ERR_SOCKET']
function told(error: unknown): Error {
  if (error instanceof Unavailable || error instanceof Missing) return error
  const code = String((error as { cause?: { code?: unknown } }).cause?.code ?? 'no reason given')
  return new Unavailable(`could not be reached (${code})`, { passing: passingCodes.includes(code) })
}

const mostText = 4 * 2 ** 20
export const textOf = async (answer: Response): Promise<string> => (await bytesOf(answer, mostText)).toString()
export async function bytesOf({ body }: Response, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body ?? []) {
    pieces.push(piece)
    size += piece.byteLength
    if (size > most) throw new Unavailable('sent more than was asked for')
  }
  return Buffer.concat(pieces, size)
}
