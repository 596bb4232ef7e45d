// What was typed is never lost: the answer to a form has an address of its own, what was kept stands in its form again, and a change of
// language takes along what is being typed.

/** Back, and loading anew, must not ask whether to send the form once more: in the history its answer is a page like any other. */
const { here, kept, typed } = document.getElementById('main')?.dataset ?? {}
if (here) history.replaceState(null, '', here)

if (kept) fill(document.querySelector(`form[action="${CSS.escape(kept)}"]`), JSON.parse(typed))

/** Sets every control as it was left; what has no control any more is gone with it, and a file cannot be put back. */
function fill(form, typed) {
  const left = new Map(Object.entries(typed).map(([name, value]) => [name, [value].flat()]))
  for (const control of form?.elements ?? []) {
    const { name, type } = control
    if (!name || type === 'file' || type === 'submit') continue
    const values = left.get(name) ?? []
    if (type === 'checkbox' || type === 'radio') control.checked = values.includes(control.value)
    else if (values.length > 0) control.value = values.shift()
  }
  form?.dispatchEvent(new Event('change', { bubbles: true }))
}

/** Tokens, and what a page says of itself, are nobody's words. */
const isTyped = ({ type, name }) => name && !['hidden', 'submit', 'button', 'file'].includes(type)
const isDirty = (form) =>
  [...form.elements].some((control) => {
    if (!isTyped(control)) return false
    if (control.type === 'checkbox' || control.type === 'radio') return control.checked !== control.defaultChecked
    if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected)
    return control.value !== control.defaultValue
  })

document.addEventListener('submit', ({ target: language }) => {
  if (!language.matches('.yui-language')) return
  const form = [...document.querySelectorAll('main form[method=post]')].find(isDirty)
  if (!form) return
  const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
  for (const [name, value] of Object.entries({ action: form.getAttribute('action'), said }))
    language.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
})
