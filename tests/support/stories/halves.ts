/** A form with a file whose body is sent in two halves, with something that happens in between. */
import type { Browser } from '../run/browser.ts'

/** By the time of `between` the rules were asked and the first half has come: the body of such a form is read last. */
export async function inHalves(
  browser: Browser,
  path: string,
  fields: Readonly<Record<string, File>>,
  between: () => Promise<unknown>,
): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const whole = new Response(form)
  const type = whole.headers.get('content-type')!
  const bytes = new Uint8Array(await whole.arrayBuffer())
  const half = bytes.length >> 1
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(coming) {
        coming.enqueue(bytes.subarray(0, half))
        await between()
        coming.enqueue(bytes.subarray(half))
        coming.close()
      },
    },
    { highWaterMark: 0 },
  )
  const headers: Record<string, string> = { 'content-type': type, 'content-length': String(bytes.length) }
  return browser.send(path, { method: 'POST', body, headers, ...{ duplex: 'half' } })
}
