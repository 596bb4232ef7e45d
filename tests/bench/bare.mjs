/** The baseline: a bare node:http server that sends the same bytes from memory. `node bare.mjs PORT FILE` */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [, , port, file] = process.argv
const body = readFileSync(file)
createServer((_, answer) => {
  answer.writeHead(200, { 'content-type': 'text/html; charset=UTF-8', 'content-length': body.length })
  answer.end(body)
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready\n'))
