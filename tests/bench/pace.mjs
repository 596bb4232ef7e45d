/** Sends requests at a steady rate over 8 connections and prints p50 and p99 in ms: `node pace.mjs URL COOKIE RATE SECONDS` */
import { Agent, get } from 'node:http'

const [, , url, cookie, rate, seconds] = process.argv
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const waits = []
const gap = 1000 / Number(rate)
const total = Math.round(Number(rate) * Number(seconds))

/** Counted from when the request was due, so that a stalled server cannot hide behind a waiting client. */
const send = (due) =>
  new Promise((done) => {
    get(url, { agent, headers: { cookie } }, (answer) => {
      answer.resume()
      answer.on('end', () => done(due < warm ? 0 : waits.push(performance.now() - due)))
    }).on('error', done)
  })

const start = performance.now() + 50
// The first second warms the client up, not the server.
const warm = start + 1000
const all = []
let sent = 0
await new Promise((done) => {
  const tick = () => {
    while (sent < total && start + sent * gap <= performance.now()) all.push(send(start + sent++ * gap))
    if (sent < total) setImmediate(tick)
    else done()
  }
  tick()
})
await Promise.all(all)
waits.sort((a, b) => a - b)
const at = (share) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]
process.stdout.write(JSON.stringify({ p50: at(0.5), p99: at(0.99) }))
agent.destroy()
