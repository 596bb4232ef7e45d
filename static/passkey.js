// The passkey ceremonies: the only thing on this site that cannot be done without script.
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

const ceremonies = {
  'sign-in': {
    options: '/passkeys/sign-in/options',
    finish: '/passkeys/sign-in',
    run: (optionsJSON) => startAuthentication({ optionsJSON }),
  },
  'step-up': {
    options: '/passkeys/step-up/options',
    finish: '/passkeys/step-up',
    run: (optionsJSON) => startAuthentication({ optionsJSON }),
  },
  proof: {
    options: '/passkeys/proof/options',
    finish: '/passkeys/proof',
    run: (optionsJSON) => startAuthentication({ optionsJSON }),
  },
  enrol: {
    options: '/passkeys/enrolment/options',
    finish: '/passkeys/enrolment',
    run: (optionsJSON) => startRegistration({ optionsJSON }),
  },
  add: { options: '/passkeys/own/options', finish: '/passkeys/own', run: (optionsJSON) => startRegistration({ optionsJSON }) },
}

class Failure extends Error {}

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.ok) return answer.json()
  if (answer.status === 429) throw new Failure('tooMany')
  const { failure } = await answer.json().catch(() => ({}))
  throw new Failure(failure ?? 'refused')
}

const touch = async (about) => ceremonies.proof.run(await send(ceremonies.proof.options, { about }))

const codeField = () => document.querySelector('#enrol [name=code]')

async function begin(area) {
  const { options, finish, run } = ceremonies[area.dataset.passkey]
  if (!window.PublicKeyCredential) throw new Failure('unsupported')
  const { about } = area.dataset
  // One more key: first one that is there is touched, for just that.
  if (area.dataset.passkey === 'add') {
    const touched = about ? await send(ceremonies.proof.finish, await touch(about)) : {}
    await send(finish, await run(await send(options, touched)))
    return location.assign(area.dataset.next || '/')
  }
  const response = await run(await send(options, about ? { about } : { code: codeField()?.value.trim() }))
  const { proof, stop } = await send(finish, response)
  // A key that a recovery has suspended opens nothing, but its owner may stop the recovery.
  if (stop) return location.assign('/recovery/stop')
  if (!about) return location.assign(area.dataset.next || '/')
  const form = area.closest('form')
  form.elements._proof.value = proof
  form.requestSubmit()
}

function kindOf(error) {
  if (error instanceof Failure) return error.message
  if (error?.name === 'InvalidStateError') return 'already'
  if (error?.name === 'NotSupportedError') return 'unsupported'
  if (error instanceof TypeError) return 'network'
  return 'cancelled'
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-passkey] button')
  if (!button) return
  event.preventDefault()
  const area = button.closest('[data-passkey]')
  const problem = area.querySelector('[role=alert]')
  button.disabled = true
  problem.hidden = true
  try {
    await begin(area)
  } catch (error) {
    problem.textContent = area.dataset[kindOf(error).toLowerCase()]
    problem.hidden = false
    button.disabled = false
    button.focus()
  }
})

// The one-time code travels in the fragment; it is taken into the form and leaves the address bar and the history at once.
const code = location.hash.slice(1)
if (codeField() && /^[\w-]{20,}$/.test(code)) {
  codeField().value = code
  history.replaceState(null, '', location.pathname)
}

// Tells the browser which keys still count, so that it stops offering the others. Where it is not known, nothing happens.
const accepted = document.querySelector('[data-accepted]')
if (accepted) {
  const { rp, user, accepted: ids } = accepted.dataset
  window.PublicKeyCredential?.signalAllAcceptedCredentials?.({
    rpId: rp,
    userId: user,
    allAcceptedCredentialIds: ids.split(' ').filter(Boolean),
  }).catch(() => undefined)
}
