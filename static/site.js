// Small comforts on top of pages that work without them: one submit, focus on errors, shortcuts, spoken changes.

import './kept.js'
import './session.js'

const announceBox = () => document.getElementById('announce')
let quiet

function announce(words) {
  const box = announceBox()
  if (!box || !words) return
  clearTimeout(quiet)
  box.textContent = ''
  requestAnimationFrame(() => {
    box.textContent = words
  })
  quiet = setTimeout(() => {
    box.textContent = ''
  }, 10_000)
}

/** After a page or a part arrives: errors take the focus, and what was done is said. */
function arrived(root) {
  root.querySelector('[data-focus]')?.focus()
  announce(root.querySelector('[data-announce]')?.dataset.announce)
}

document.addEventListener('DOMContentLoaded', () => {
  arrived(document)
  for (const here of document.querySelectorAll('ul > li > [aria-current=page]')) {
    const list = here.closest('ul')
    const hidden = here.getBoundingClientRect().right - list.getBoundingClientRect().right
    if (hidden > 0) list.scrollLeft = hidden + 64
  }
})
document.addEventListener('htmx:after:settle', (event) => {
  const root = event.detail?.ctx?.target ?? event.target
  if (root?.querySelector) arrived(root)
})

document.addEventListener('yui:say', ({ detail }) => announce(detail))

/** A server that fails or cannot be reached must not fail in silence. */
const failed = () => announce(announceBox()?.dataset.failure)
document.addEventListener('htmx:error', failed)
document.addEventListener('htmx:response:error', (event) => {
  if ((event.detail?.ctx?.response?.status ?? 0) >= 500) failed()
})

/** The server counts a form once anyway; this spares people the wait and the doubt. */
const release = (form) => form.removeAttribute('aria-busy')
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (form.getAttribute('method') !== 'post') return
    if (form.getAttribute('aria-busy') === 'true') {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    form.setAttribute('aria-busy', 'true')
    setTimeout(release, 15_000, form)
  },
  true,
)
document.addEventListener('htmx:finally:request', (event) => {
  const form = event.target.closest?.('form')
  if (form) release(form)
})
addEventListener('pageshow', () => document.querySelectorAll('form[aria-busy]').forEach(release))

/** One-letter shortcuts work only inside their own area, so nobody who speaks to a computer triggers them by chance. */
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeMenus(null)
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')) return
  const area = event.target.closest('[data-keys]')
  const control = area?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)
  if (!control || control.disabled) return
  event.preventDefault()
  control.focus()
  if (!control.dataset.keyFocus) control.click()
})

/** Where the browser lets a page write to the clipboard, a code is copied with one press. */
const offerCopies = () => {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = !navigator.clipboard
}
document.addEventListener('DOMContentLoaded', offerCopies)
document.addEventListener('htmx:after:settle', offerCopies)
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]')
  if (!button) return
  await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent)
  button.textContent = button.dataset.copy
  announce(button.dataset.copy)
})

document.addEventListener('click', (event) => closeMenus(event.target.closest('[data-menu]')))

function closeMenus(except) {
  for (const menu of document.querySelectorAll('[data-menu][open]')) {
    if (menu === except) continue
    const held = menu.contains(document.activeElement)
    menu.open = false
    if (held) menu.querySelector('summary').focus()
  }
}
