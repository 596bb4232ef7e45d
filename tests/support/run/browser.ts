/** A browser without script: keeps cookies, sends Fetch Metadata, follows nothing by itself. Every page that it gets is linted. */
import type { Hono } from 'hono'
import type { App } from '../../../server/kernel/context.ts'
import { lintPage } from './lint.ts'
import { origin } from './world.ts'

type Fields = Readonly<Record<string, string | readonly string[] | File | readonly File[]>>

/** `TEST_LATE=60`: each request starts up to 60 ms late, so that requests which race meet in every order. */
const late = Number(process.env.TEST_LATE ?? 0)

export function createBrowser(app: Hono<App>) {
  const cookies = new Map<string, string>()
  async function send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const headers = {
      'sec-fetch-site': 'same-origin',
      'accept-language': 'ja',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...init.headers,
    }
    if (late) await new Promise((done) => setTimeout(done, Math.random() * late))
    const answer = await app.request(`${origin}${path}`, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    if (/^text\/html/.test(answer.headers.get('content-type') ?? '')) lintPage(path, await answer.clone().text())
    return answer
  }
  return {
    cookies,
    send,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
    text: async (path: string) => (await send(path)).text(),
    post: (path: string, fields: Fields = {}, headers: Record<string, string> = {}) =>
      send(path, { method: 'POST', body: encode(fields), headers }),
    json: (path: string, body: unknown) =>
      send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }
}
export type Browser = ReturnType<typeof createBrowser>

/** A form with a file goes as multipart, any other urlencoded, as browsers do. */
function encode(fields: Fields): URLSearchParams | FormData {
  const body = Object.values(fields)
    .flat()
    .some((value) => value instanceof File)
    ? new FormData()
    : new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const one of Array.isArray(value) ? value : [value]) (body as FormData).append(name, one as string)
  return body
}
