// Who is about to be signed out is told two minutes before, and stays by one press. What other pages of theirs ask counts here too.

const box = document.getElementById('ending')
const left = Number(document.getElementById('main')?.dataset.left)
const warning = 120
let endsAt = Date.now() + left * 1000

if (box && left) {
  const pages = 'BroadcastChannel' in window ? new BroadcastChannel('session') : undefined
  const [words, button] = box.children
  const soon = words.textContent

  const look = () => {
    const seconds = (endsAt - Date.now()) / 1000
    const text = seconds > 0 ? soon : box.dataset.ended
    if (words.textContent !== text) words.textContent = text
    button.hidden = seconds <= 0
    box.hidden = seconds > warning
  }
  const goOnFor = (seconds) => {
    endsAt = Date.now() + seconds * 1000
    look()
  }
  pages?.addEventListener('message', ({ data }) => goOnFor(data))
  pages?.postMessage(left)

  button.addEventListener('click', async () => {
    const answer = await fetch('/account/sessions/renewal', { method: 'POST' }).catch(() => undefined)
    if (!answer) return document.dispatchEvent(new Event('htmx:error'))
    // Led to the sign-in: it has ended meanwhile.
    const seconds = answer.ok && !answer.redirected ? (await answer.json()).left : 0
    pages?.postMessage(seconds)
    goOnFor(seconds)
  })
  setInterval(look, 5_000)
  document.addEventListener('visibilitychange', look)
}
