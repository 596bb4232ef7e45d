/** Starts servers on one core and loads on the other, and asks how much memory they took. */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const pinned = (core, command) => ['taskset', ['-c', String(core), ...command]]
export const nodeBinary = process.execPath

/** The demo's server exactly as `npm run demo` starts it. */
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
export const demo = [nodeBinary, ...scripts.demo.split('&& node ')[1].split(' ')]

/** A server on core 0; resolves with how long it took to say that it is ready. */
export async function serve(command, env = {}) {
  const began = performance.now()
  const [file, args] = pinned(0, command)
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((done, fail) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (/ready/.test(said)) done()
    })
    child.once('exit', (code) => fail(new Error(`${command.join(' ')} ended with ${code}`)))
  })
  child.removeAllListeners('exit')
  return {
    readyMs: performance.now() - began,
    peakMb: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    stop: () =>
      new Promise((done) => {
        child.once('exit', done)
        child.kill('SIGTERM')
      }),
  }
}

/** Requests a second over 8 connections from core 1. */
export function fullLoad(url, cookie, seconds = 4) {
  const out = execFileSync('taskset', ['-c', '1', 'wrk', '-t1', '-c8', `-d${seconds}s`, '-H', `cookie: ${cookie}`, url], {
    encoding: 'utf8',
  })
  if (/Non-2xx/.test(out)) throw new Error(out)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(out)[1])
}

/** p50 and p99 in ms at a steady rate. */
export const steadyLoad = (url, cookie, rate, seconds = 8) =>
  JSON.parse(
    execFileSync('taskset', ['-c', '1', nodeBinary, 'tests/bench/pace.mjs', url, cookie, String(rate), String(seconds)], {
      encoding: 'utf8',
    }),
  )

/** Waits until everything that was written lies on the disk: what is still being written back would slow down what is measured. */
export const settle = () => execFileSync('sync')

/** Two measurements in turn, each warmed up before: the middle of each, and of the ratios of the pairs, so that a machine that grows slower meanwhile changes nothing. */
export function inTurns(one, other, times = 3) {
  one()
  other()
  const pairs = Array.from({ length: times }, () => [one(), other()])
  const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
  return {
    one: middle(pairs.map(([a]) => a)),
    other: middle(pairs.map(([, b]) => b)),
    ratio: middle(pairs.map(([a, b]) => a / b)),
  }
}

/** A figure that misses its limit makes the whole run fail, after everything was measured. */
export function print(figure) {
  if (figure.ok === false) process.exitCode = 1
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}
export const round = (value) => Math.round(value * 100) / 100
