/** Started in the place of the drawing process: tries what that one must not be able to do, and tells what came of it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'

const { port, folder, secret } = JSON.parse(readFileSync(0, 'utf8'))
const tried = (act) => {
  try {
    return act() ?? true
  } catch {
    return false
  }
}
const connected = await new Promise((done) => {
  const socket = connect(port, '127.0.0.1', () => done(true))
  socket.on('error', () => done(false))
  setTimeout(() => done(false), 3000).unref()
})
const piece = 200_000_000
const pieces = []
while (pieces.length < 30 && tried(() => pieces.push(Buffer.alloc(piece))));
const taken = pieces.splice(0).length * piece
const said = {
  taken,
  connected,
  evaluated: tried(() => new Function('return true')()),
  readSecret: tried(() => readFileSync(secret, 'utf8').length > 0),
  readPasswords: tried(() => readFileSync('/etc/passwd').length > 0),
  sawHome: tried(() => readdirSync('/root').length >= 0),
  sawProcesses: tried(() => readdirSync('/proc').length > 0),
  variables: Object.keys(process.env).filter((name) => name !== 'PWD'),
}
process.stdout.write(JSON.stringify(said))
// Last: where writing is a matter of a limit, it is the end of the process.
tried(() => writeFileSync(`${folder}/written`, 'content'))
