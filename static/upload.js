// Sends the file of a form in parts before the form itself: it survives a lost connection, and goes on where it was left.

import { showPanel, speak } from './upload-panel.js'

/** What is sent in a moment needs no parts. Bytes. */
const small = 1_000_000
const atOnce = 2
const longestPause = 30_000

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.dataset?.upload || form.dataset.sent) return
  const input = form.querySelector('input[type=file]')
  const files = [...(input?.files ?? [])]
  if (sizeOf(files) <= small || !crypto.subtle) return
  event.preventDefault()
  if (!form.sending) form.sending = send(form, input, files).finally(() => delete form.sending)
})

/** Told before anything is sent, as soon as files are chosen. */
document.addEventListener('change', ({ target }) => {
  if (target.type === 'file' && target.form?.dataset.upload) say(target, wrongWith(target.form, [...target.files]))
})

function wrongWith(form, files) {
  const words = wordsOf(form)
  if (files.length > Number(form.dataset.atOnce)) return words.tooMany
  const large = files.find(({ size }) => size > Number(form.dataset.most))
  return large ? named(words, files, large, words.tooLarge) : ''
}

const sizeOf = (files) => files.reduce((sum, { size }) => sum + size, 0)
const wordsOf = (form) => JSON.parse(form.dataset.words)
/** Of several files, which one is meant. */
const named = (words, files, { name }, text) => (files.length > 1 ? fill(words.named, { name, words: text }) : text)

/** What must be told to a person, in words for them. */
class Told extends Error {}
const stopped = Symbol('stopped')

async function send(form, input, files) {
  const words = wordsOf(form)
  const wrong = wrongWith(form, files)
  say(input, '')
  if (wrong) return end(form, input, wrong)
  const panel = showPanel(form, words)
  const control = { paused: false, gone: false, begun: [], requests: new Set(), bell: new EventTarget() }
  wire(panel, control, words)
  try {
    await bringAll(form, files, panel, control, words)
    panel.about('')
    panel.tell(words.handing)
    hand(
      form,
      input,
      control.begun.map(({ id }) => id),
    )
  } catch (error) {
    panel.remove()
    const isStopped = error === stopped
    control.gone = true
    stopAll(control)
    if (isStopped) {
      await removeUploads(control.begun)
      end(form, input, '')
      speak(words.cancelled)
    } else end(form, input, error instanceof Told ? error.message : words.failed)
  }
}

const removeUploads = (begun) =>
  Promise.all(begun.map(({ id }) => ask(`/uploads/${id}/removal`, { method: 'POST' }).catch(() => {})))

/** The form goes as it stands, with the numbers of the uploads in the place of the files. */
function hand(form, input, ids) {
  for (const value of ids) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'upload', value }))
  input.disabled = true
  form.enctype = 'application/x-www-form-urlencoded'
  form.dataset.sent = 'yes'
  form.submit()
}

/** Each is offered before the first byte of any is sent, so that what will not be taken is told at once; then they go one by one. */
async function bringAll(form, files, panel, control, words) {
  panel.tell(words.preparing)
  for (const file of files) {
    const { name, size, lastModified: modified } = file
    const offer = { ...JSON.parse(form.dataset.upload), name, size, modified }
    const state = await patiently(control, panel, words, () => begin(offer, words)).catch(async (error) => {
      if (!(error instanceof Told)) throw error
      await removeUploads(control.begun.filter(({ parts }) => parts.length === 0))
      throw new Told(named(words, files, file, error.message))
    })
    control.begun.push(state)
  }
  if (control.begun.some(({ parts }) => parts.length > 0)) speak(words.resumed)
  let before = 0
  for (const [i, file] of files.entries()) {
    if (files.length > 1) panel.about(`${i + 1}/${files.length} ${file.name} `)
    const share = (bytes) => (before + bytes) / sizeOf(files)
    await bring(form, file, control.begun[i], { ...panel, move: (bytes, text) => panel.move(share(bytes), text) }, control, words)
    before += file.size
  }
}

async function bring(form, file, begun, panel, control, words) {
  for (let state = begun; ; ) {
    if (state.state === 'receiving') await sendParts(form, file, state, panel, control, words)
    state = await patiently(control, panel, words, () => ask(`/uploads/${state.id}`, {}, words))
    if (state.state === 'ready') return
    if (state.state === 'reading') {
      panel.move(state.hashed, fill(words.reading, { percent: percentOf(state.hashed, file.size) }))
      await wait(control, 500)
    }
  }
}

const begin = (offer, words) =>
  ask('/uploads', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(offer) }, words)

/** A few parts on their way at once; each is read, hashed and sent only when its turn comes. */
async function sendParts(form, file, state, panel, control, words) {
  const parts = Math.max(1, Math.ceil(file.size / state.partBytes))
  const have = new Map(state.parts)
  const sent = new Array(parts).fill(0)
  const format = new Intl.NumberFormat(form.dataset.locale, { maximumFractionDigits: 1 })
  const inMb = (bytes) => `${format.format(bytes / 1_048_576)} MB`
  const show = () => {
    const done = sent.reduce((sum, bytes) => sum + bytes, 0)
    const percent = percentOf(done, file.size)
    panel.move(done, fill(words.sending, { done: inMb(done), size: inMb(file.size), percent }))
  }
  show()
  let next = 0
  const worker = async () => {
    while (next < parts) {
      const number = next++
      const piece = file.slice(number * state.partBytes, (number + 1) * state.partBytes)
      const bytes = await piece.arrayBuffer().catch(() => {
        throw new Told(words.changed)
      })
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      // What is there already is compared, not sent once more.
      if (have.get(number) !== hexOf(hash))
        await patiently(control, panel, words, async (isRetry) => {
          // A refusal may be lost with the connection that it breaks: asked again without a body, it comes through.
          if (isRetry) await ask(`/uploads/${state.id}`, {}, words)
          await sendPart(`/uploads/${state.id}/parts/${number}`, bytes, hash, control, words, (n) => {
            sent[number] = n
            show()
          })
        })
      sent[number] = bytes.byteLength
      show()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, parts) }, worker))
}

/** By XMLHttpRequest: only it tells how far a body has gone. */
const sendPart = (path, bytes, hash, control, words, moved) =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    control.requests.add(request)
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('content-digest', `sha-256=:${btoa(String.fromCharCode(...hash))}:`)
    request.upload.onprogress = ({ loaded }) => moved(loaded)
    request.onloadend = () => {
      control.requests.delete(request)
      const { status } = request
      // A session that ended leads to another page, which is an answer as well.
      if (status >= 200 && status < 300 && status !== 204) fail(new Told(words.signedOut))
      else if (status === 204 || (status === 409 && request.responseText.includes('"ended"'))) done()
      else fail(told(status, request.responseText, words) ?? new Error('again'))
    }
    request.send(bytes)
  })

async function ask(path, options, words) {
  const answer = await fetch(path, { redirect: 'manual', ...options })
  if (answer.ok) return answer.status === 204 ? undefined : answer.json()
  throw (
    told(answer.type === 'opaqueredirect' ? 303 : answer.status, await answer.text().catch(() => ''), words) ?? new Error('again')
  )
}

/** What is final; nothing for what passes: no connection (0), too busy, a bad part, a fault of the server. */
function told(status, text, words) {
  if (status === 0 || (status === 422 && !text.includes('"words"')) || (status === 429 && !text.includes('"words"')))
    return undefined
  if (status >= 500 && status !== 507) return undefined
  let own
  try {
    own = JSON.parse(text).words
  } catch {}
  return new Told(own ?? (status === 303 || status === 401 ? words.signedOut : words.closed))
}

/** Tries until it is done, with longer and longer pauses; the network's return ends a pause. */
async function patiently(control, panel, words, work) {
  for (let tries = 0; ; tries++) {
    await goingOn(control)
    try {
      return await work(tries > 0)
    } catch (error) {
      if (control.gone) throw stopped
      if (error instanceof Told) throw error
      if (control.paused) continue
    }
    panel.tell(words.offline)
    await wait(control, Math.min(1_000 * 2 ** tries, longestPause) * (0.5 + Math.random() / 2))
  }
}

async function goingOn(control) {
  while (control.paused && !control.gone) await wait(control, longestPause)
  if (control.gone) throw stopped
}
const wait = (control, ms) =>
  new Promise((done) => {
    setTimeout(done, ms)
    control.bell.addEventListener('ring', done, { once: true })
    addEventListener('online', done, { once: true })
  })

/** Whatever is on its way breaks off, and who waits looks up. */
function stopAll(control) {
  for (const request of control.requests) request.abort()
  control.bell.dispatchEvent(new Event('ring'))
}

function wire(panel, control, words) {
  panel.pause.addEventListener('click', () => {
    control.paused = !control.paused
    panel.pause.textContent = control.paused ? words.goOn : words.pause
    panel.hold(control.paused ? words.paused : '')
    stopAll(control)
  })
  panel.cancel.addEventListener('click', () => {
    control.gone = true
    stopAll(control)
  })
}

/** Says it beside the field, as a refused form would; empty words take it away. */
function say(input, text) {
  const field = input.closest('.yui-field')
  const id = `${input.id}-problem`
  document.getElementById(id)?.remove()
  if (!field) return
  const rest = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one && one !== id)
  if (text) {
    const problem = Object.assign(document.createElement('p'), { id, className: 'yui-field__problem', textContent: text })
    input.before(problem)
    rest.push(id)
    field.dataset.problem = 'yes'
    input.setAttribute('aria-invalid', 'true')
    speak(text)
  } else {
    delete field.dataset.problem
    input.removeAttribute('aria-invalid')
  }
  if (rest.length > 0) input.setAttribute('aria-describedby', rest.join(' '))
  else input.removeAttribute('aria-describedby')
}

function end(form, input, text) {
  form.removeAttribute('aria-busy')
  say(input, text)
  input.focus()
}

const percentOf = (done, all) => Math.min(100, Math.floor((done / all) * 100))
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
