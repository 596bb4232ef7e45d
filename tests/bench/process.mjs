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

/** Requests a second over 8 connections from core 1: the best of three. */
export function fullLoad(url, cookie, seconds = 4) {
  let best = 0
  for (let i = 0; i < 3; i++) {
    const out = execFileSync('taskset', ['-c', '1', 'wrk', '-t1', '-c8', `-d${seconds}s`, '-H', `cookie: ${cookie}`, url], {
      encoding: 'utf8',
    })
    if (/Non-2xx/.test(out)) throw new Error(out)
    best = Math.max(best, Number(/Requests\/sec:\s+([\d.]+)/.exec(out)[1]))
  }
  return best
}

/** p50 and p99 in ms at a steady rate. */
export const steadyLoad = (url, cookie, rate, seconds = 8) =>
  JSON.parse(
    execFileSync('taskset', ['-c', '1', nodeBinary, 'tests/bench/pace.mjs', url, cookie, String(rate), String(seconds)], {
      encoding: 'utf8',
    }),
  )

export const print = (figure) => process.stdout.write(`${JSON.stringify(figure)}\n`)
export const round = (value) => Math.round(value * 100) / 100
