/** Runs each drawing, and each look into a PDF, in a fresh process of its own, two at a time, and lets none outlive its time. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Act, acts } from './acts.ts'
import { type Command, confined, type Sandbox, sandboxes } from './sandbox.ts'
import { Busy, reasons, Undrawable } from './undrawable.ts'

export type Request = { readonly op: 'hello' | 'count' | 'page' | 'table' | 'names' | 'text'; readonly [key: string]: unknown }
export type Answer = { readonly pages?: number; readonly act?: Act; readonly png: Uint8Array; readonly text: string }
/** What is drawn or looked into; what comes in pieces is never whole in our own memory. */
export type Content = Uint8Array | { readonly size: number; readonly pieces: AsyncIterable<Uint8Array> }

const most = 2
const mostWaiting = 100
/** Of one reader, who has one running at most: nobody's hundred pages keep the others from theirs. */
const mostWaitingOfOne = 20
const largestAnswer = 64 * 1024 * 1024
const patience = 20_000

/** `within`: milliseconds that the process may take. `by`: for whom, where somebody waits for it. */
export type Asking = { readonly within?: number | undefined; readonly by?: string | undefined }

/** Answers of a process are those of a stranger: only a number of pages, a known reason or act, a PNG or, where asked for, text comes out of here. */
export async function ask(request: Request, content: Content = new Uint8Array(), asking: Asking = {}): Promise<Answer> {
  const place = await sandbox()
  return inTurn(() => run(confined(place)!, request, content, asking.within ?? patience), asking.by)
}

/** How long a sandbox is used while a stronger one was only too slow to say whether it works. Milliseconds. */
const lookAgain = 60_000
let found: Promise<Sandbox> | undefined
let until = Number.POSITIVE_INFINITY
let tell: (place: Sandbox) => void = () => undefined

/** Is told which sandbox is used, whenever that was found out. */
export const watchSandbox = (watch: typeof tell): void => {
  tell = watch
}

/** The strongest sandbox in which a page really comes out on this machine; found out at first use. Throws Busy where nobody can say yet. */
export function sandbox(within = patience): Promise<Sandbox> {
  if (performance.now() >= until) found = undefined
  found ??= strongest(within).catch((error: unknown) => {
    found = undefined
    throw error
  })
  return found
}

async function strongest(within: number): Promise<Sandbox> {
  let isSure = true
  let works: Sandbox | undefined
  for (const place of sandboxes) {
    const command = confined(place)
    if (!command) continue
    const said = await run(command, { op: 'hello' }, new Uint8Array(), within).catch((error: unknown) => error)
    if (said instanceof Undrawable && said.reason === 'too-slow') isSure = false
    if (said instanceof Error) continue
    works = place
    break
  }
  // Without walls only where it is certain that none hold here; every drawing will then say so where it fails too.
  const place = works ?? 'process'
  if (place === 'process' && !isSure) throw new Busy()
  until = isSure ? Number.POSITIVE_INFINITY : performance.now() + lookAgain
  tell(place)
  return place
}

const running: (string | undefined)[] = []
const waiting: { by: string | undefined; go: () => void }[] = []
const mayRun = (by: string | undefined) => running.length < most && (by === undefined || !running.includes(by))

async function inTurn<T>(work: () => Promise<T>, by: string | undefined): Promise<T> {
  const own = by === undefined ? 0 : waiting.filter((one) => one.by === by).length
  if (waiting.length >= mostWaiting || own >= mostWaitingOfOne) throw new Busy()
  if (!mayRun(by)) await new Promise<void>((go) => waiting.push({ by, go }))
  else running.push(by)
  try {
    return await work()
  } finally {
    running.splice(running.indexOf(by), 1)
    const next = waiting.findIndex((one) => mayRun(one.by))
    for (const one of next < 0 ? [] : waiting.splice(next, 1)) {
      running.push(one.by)
      one.go()
    }
  }
}

/** A fault of the content's source is thrown as it is. Exported for tests, which try every sandbox. */
export function run({ file, args }: Command, request: Request, content: Content, within: number): Promise<Answer> {
  return new Promise((done, fail) => {
    const child = start(file, args)
    // Without room for one more process (EAGAIN) or its streams (EMFILE): that says nothing of the content.
    if (!child?.stdin) return fail(new Busy())
    const chunks: Buffer[] = []
    let size = 0
    let stopped: unknown
    const stop = (why: unknown) => {
      stopped ??= why
      endAll(child)
    }
    const alarm = setTimeout(() => stop(new Undrawable('too-slow')), within)
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestAnswer) stop(new Undrawable('too-large'))
      else chunks.push(chunk)
    })
    child.on('error', () => stop(new Busy()))
    child.on('close', (code, signal) => {
      clearTimeout(alarm)
      if (stopped !== undefined) return fail(stopped)
      const answer = readAnswer(request, Buffer.concat(chunks)) ?? new Undrawable(reasonOf(code, signal))
      if (answer instanceof Undrawable) fail(answer)
      else done(answer)
    })
    // Who ends before it has read everything has its reasons, and they come with its end.
    child.stdin.on('error', () => undefined)
    void feed(child.stdin, request, content, stop)
  })
}

async function feed(stdin: Writable, request: Request, content: Content, stop: (why: unknown) => void): Promise<void> {
  const pieces = async function* () {
    yield framed({ ...request, size: content instanceof Uint8Array ? content.length : content.size })
    try {
      if (content instanceof Uint8Array) yield content
      else yield* content.pieces
    } catch (error) {
      stop(error)
    }
  }
  await pipeline(pieces, stdin).catch(() => undefined)
}

function start(file: string, args: readonly string[]): ChildProcessByStdio<Writable, Readable, null> | undefined {
  try {
    // The one variable keeps fonts of the machine out: pages look the same everywhere.
    const env = { DISABLE_SYSTEM_FONTS_LOAD: '1' }
    const child = spawn(file, args, { cwd: '/', env, stdio: ['pipe', 'pipe', 'ignore'], detached: true })
    child.on('error', () => undefined)
    return child
  } catch {
    return undefined
  }
}

/** With its group: what bubblewrap has begun and not yet bound to itself would wait for it for ever, and hold the answer open. */
function endAll({ pid }: { readonly pid?: number | undefined }): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as { code?: string }).code !== 'ESRCH') throw error
  }
}

function framed(request: Request): Buffer {
  const head = Buffer.from(JSON.stringify(request))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head])
}

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex')
function readAnswer({ op }: Request, bytes: Buffer): Answer | Undrawable | null {
  if (bytes.length < 4 || bytes.length < 4 + bytes.readUInt32LE()) return null
  const end = 4 + bytes.readUInt32LE()
  const said = readJson(bytes.subarray(4, end).toString())
  const rest = bytes.subarray(end)
  const reason = reasons.find((each) => each === said.reason)
  if (reason) return new Undrawable(reason)
  const pages = Number.isSafeInteger(said.pages) && { pages: Number(said.pages) }
  if (op === 'names' || op === 'text') {
    const act = acts.find((each) => each === said.act)
    return act ? { act, png: new Uint8Array(), text: rest.toString() } : null
  }
  if (rest.length > 0 && !rest.subarray(0, 8).equals(pngStart)) return null
  return { png: rest, text: '', ...pages }
}

function readJson(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** By how it ended; a sandbox says 128 + signal. An abort is what V8 and the decoders do when memory runs out. */
function reasonOf(code: number | null, signal: NodeJS.Signals | null): Undrawable['reason'] {
  if (signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134 || code === 137) return 'too-large'
  return signal === 'SIGXCPU' || code === 152 ? 'too-slow' : 'damaged'
}
