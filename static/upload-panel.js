// What is seen of a file on its way.

/** Shown in the place of the form: how far it is, and the buttons that stop it. */
export function showPanel(form, words) {
  const box = document.createElement('div')
  box.className = 'yui-job'
  const head = Object.assign(document.createElement('p'), { className: 'yui-job__head' })
  const bar = Object.assign(document.createElement('progress'), { className: 'yui-job__bar', max: 1, value: 0 })
  bar.setAttribute('aria-label', words.label)
  const note = Object.assign(document.createElement('p'), { textContent: words.keepOpen })
  const pause = button(words.pause)
  const cancel = button(words.cancel)
  const actions = Object.assign(document.createElement('div'), { className: 'yui-actions' })
  actions.append(pause, cancel)
  box.append(head, bar, note, actions)
  form.after(box)
  form.hidden = true
  cancel.focus()
  let quarter = 0
  let which = ''
  let last = ''
  let held = ''
  const write = () => {
    head.textContent = held || which + last
  }
  return {
    pause,
    cancel,
    /** Which of several files the words are about from now on. */
    about(text) {
      which = text
    },
    tell(text) {
      if (last === text) return
      last = text
      write()
      if (!held) speak(which + text)
    },
    /** While it is held this alone is seen, whatever was still on its way; no words release it. */
    hold(text) {
      held = text
      write()
      speak(head.textContent)
    },
    /** Every percent is seen, every quarter is said. */
    move(share, text) {
      bar.value = share
      last = text
      write()
      if (held || Math.floor(share * 4) === quarter) return
      quarter = Math.floor(share * 4)
      speak(which + text)
    },
    remove() {
      form.hidden = false
      box.remove()
    },
  }
}

function button(text) {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'dads-button', textContent: text })
  Object.assign(made.dataset, { type: 'outline', size: 'md' })
  return made
}

/** Says it to whoever hears the page. */
export const speak = (text) => document.dispatchEvent(new CustomEvent('yui:say', { detail: text }))
