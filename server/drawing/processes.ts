/** Runs each drawing, and each reading of a PDF's text, in a fresh process of its own, two at a time, and lets none outlive its time. */
import { spawn } from 'node:child_process'
import { type Command, confined, type Sandbox, sandboxes } from './sandbox.ts'
import { Busy, reasons, Undrawable } from './undrawable.ts'

export type Request = { readonly op: 'hello' | 'count' | 'page' | 'table' | 'text'; readonly [key: string]: unknown }
export type Answer = { readonly pages?: number; readonly png: Uint8Array; readonly text: string }

const most = 2
const mostWaiting = 100
const largestAnswer = 64 * 1024 * 1024
const patience = 20_000

/** Answers of a process are those of a stranger: only a number of pages, a known reason, a PNG or, where asked for, text comes out of here. */
export async function ask(request: Request, bytes: Uint8Array = new Uint8Array(), within = patience): Promise<Answer> {
  const place = await sandbox()
  return inTurn(() => run(confined(place)!, request, bytes, within))
}

let found: Promise<Sandbox> | undefined
/** The strongest sandbox in which a page really comes out on this machine; found out once, at first use. */
export function sandbox(): Promise<Sandbox> {
  found ??= strongest()
  return found
}

async function strongest(): Promise<Sandbox> {
  for (const place of sandboxes) {
    const command = confined(place)
    const works = command && (await run(command, { op: 'hello' }, new Uint8Array(), patience).catch(() => null))
    if (works) return place
  }
  // Every drawing will say that it failed; what the platform does beside drawing goes on.
  return 'process'
}

let running = 0
const waiting: (() => void)[] = []
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= mostWaiting) throw new Busy()
  if (running >= most) await new Promise<void>((go) => waiting.push(go))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** Exported for tests, which try every sandbox. */
export function run({ file, args }: Command, request: Request, bytes: Uint8Array, within: number): Promise<Answer> {
  return new Promise((done, fail) => {
    // The one variable keeps fonts of the machine out: pages look the same everywhere.
    const child = spawn(file, args, { cwd: '/', env: { DISABLE_SYSTEM_FONTS_LOAD: '1' }, stdio: ['pipe', 'pipe', 'ignore'] })
    const chunks: Buffer[] = []
    let size = 0
    let stopped: Undrawable | undefined
    const stop = (why: Undrawable) => {
      stopped ??= why
      child.kill('SIGKILL')
    }
    const alarm = setTimeout(() => stop(new Undrawable('too-slow')), within)
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestAnswer) stop(new Undrawable('too-large'))
      else chunks.push(chunk)
    })
    // Who ends before it has read everything has its reasons, and they come with its end.
    child.stdin.on('error', () => undefined)
    child.on('error', () => stop(new Undrawable('damaged')))
    child.on('close', (code, signal) => {
      clearTimeout(alarm)
      const answer = stopped ?? readAnswer(request, Buffer.concat(chunks)) ?? new Undrawable(reasonOf(code, signal))
      if (answer instanceof Undrawable) fail(answer)
      else done(answer)
    })
    child.stdin.write(framed(request))
    child.stdin.end(bytes)
  })
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
  if (op === 'text') return { png: new Uint8Array(), text: rest.toString(), ...pages }
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
