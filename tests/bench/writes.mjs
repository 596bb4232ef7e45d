/** Writes at a steady rate while something else is measured: `node writes.mjs BASE COOKIE PER_SECOND SECONDS` */
const [, , base, cookie, perSecond, seconds] = process.argv
const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
const until = performance.now() + Number(seconds) * 1000
for (let i = 0; performance.now() < until; i++) {
  await fetch(`${base}/locale`, { method: 'POST', redirect: 'manual', headers, body: `locale=${i % 2 ? 'ja' : 'en'}` })
  await new Promise((done) => setTimeout(done, 1000 / Number(perSecond)))
}
