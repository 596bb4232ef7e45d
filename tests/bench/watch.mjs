/** Asks for one page again and again from a thread of its own, so that nothing else that the bench does counts as waiting. */
import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { port, path, cookie } = workerData
const agent = new Agent({ keepAlive: true })
let took = []
parentPort.on('message', () => {
  const sorted = took.toSorted((a, b) => a - b)
  took = []
  parentPort.postMessage({ slowest: sorted.at(-1), middle: sorted[sorted.length >> 1], asked: sorted.length })
})

const ask = () =>
  new Promise((done, fail) => {
    const began = performance.now()
    request({ port, path, agent, headers: { cookie } }, (answer) => {
      answer.resume()
      answer.on('end', () =>
        answer.statusCode === 200 ? done(performance.now() - began) : fail(new Error(`${answer.statusCode}`)),
      )
    })
      .on('error', fail)
      .end()
  })

for (;;) {
  took.push(await ask())
  await new Promise((done) => setTimeout(done, 20))
}
