/** Finds where the links of a PDF lead, and what is done when it is opened, in the text of its objects. */
// Words of a link that stand in an object of their own are read by pdf.js (pdf-text.mjs), for what is on a page or in the outline.

const gap = '(?:[\\0\\s]|%[^\\r\\n]*[\\r\\n])*'
/** Words of a link, or what links begin at (PDF 32000-1, 12.6.4.7): as letters or in hexadecimal. */
const links = new RegExp(`/(?:URI|Base)${gap}(\\((?:\\\\[\\s\\S]|[^\\\\)]){0,400}|<(?!<)[0-9a-fA-F\\s]{0,400})`, 'g')
/** What is left of a text is enough to see what a link is. */
const most = 400

/** @param {string} text @returns {string | undefined} */
export function linkIn(text) {
  for (const [, words] of text.matchAll(links)) {
    const what = linkProblem(lettersOf(/** @type {string} */ (words)))
    if (what) return what
  }
  return undefined
}

/** The same rule as for Office files (office-relations.ts). @param {string} target */
export function linkProblem(target) {
  const plain = target.replace(/[\0-\x20\ufeff]/g, '')
  if (/^(?:file:|[\\/]{2}|[a-z]:[\\/])/i.test(plain)) return 'link-to-file'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase()
  return scheme === undefined || ['http', 'https', 'mailto', 'tel'].includes(scheme) ? undefined : 'external-link'
}

/** The letters of a text of PDF (PDF 32000-1, 7.3.4 and 7.9.2.2). @param {string} words with what it begins with */
function lettersOf(words) {
  const bytes = words.startsWith('<')
    ? Buffer.from(words.slice(1).replace(/\s/g, ''), 'hex').toString('latin1')
    : words.slice(1).replace(/\\(?:([0-7]{1,3})|\r\n|([\s\S]))/g, (_, octal, letter) => unescaped(octal, letter))
  // NULs are left out of what is compared: of UTF-16 the letters remain.
  return bytes.replace(/^(?:\xfe\xff|\xff\xfe|\xef\xbb\xbf)/, '').replaceAll('\0', '')
}

/** @param {string | undefined} octal @param {string | undefined} letter */
function unescaped(octal, letter) {
  if (octal) return String.fromCharCode(Number.parseInt(octal, 8) & 255)
  return letter === undefined || '\r\nnrtbf'.includes(letter) ? '' : letter
}

const object = new RegExp(`(?<![0-9])([0-9]{1,10})${gap.replace('*', '+')}[0-9]{1,5}${gap.replace('*', '+')}obj(?![a-z])`, 'g')
const atOpening = new RegExp(`/OpenAction(?![A-Za-z0-9])${gap}(?:([0-9]{1,10})[\\0\\s]+[0-9]{1,5}[\\0\\s]+R|(\\[|null|<<|))`, 'g')

/** What is done at the opening of a page, a note or the document, beside the document's first jump; an empty list of it does nothing. */
const onEvents = new RegExp(`/AA(?![A-Za-z0-9])${gap}(?:<<(?!${gap}>>)|[0-9]{1,10}[\\0\\s]+[0-9]{1,5}[\\0\\s]+R)`)

/** At the opening only a jump within the document is let through, wherever it is written: what is not found is none. */
export function openings() {
  /** @type {Map<number, boolean>} whether every object of this number is a place or a jump to one */
  const harmless = new Map()
  /** @type {Set<number>} */
  const opened = new Set()
  let harmful = false
  /** @param {number} number @param {string} body */
  const note = (number, body) => harmless.set(number, isPlace(body) && (harmless.get(number) ?? true))
  return {
    /** A text of objects; the next may repeat its end. @param {string} text */
    read(text) {
      harmful ||= onEvents.test(text)
      for (const match of text.matchAll(object)) {
        const from = match.index + match[0].length
        // What breaks off here stands whole in the next text, or is followed by a stream.
        if (from + most <= text.length || text.includes('endobj', from)) note(Number(match[1]), text.slice(from, from + most))
      }
      for (const match of text.matchAll(atOpening)) {
        if (match[1]) opened.add(Number(match[1]))
        else if (match[2] === '<<') harmful ||= !isPlace(text.slice(match.index + match[0].length - 2).slice(0, most))
      }
    },
    /** Objects of a stream: their numbers and offsets come first (PDF 32000-1, 7.5.7). @param {Buffer} bytes */
    readPacked(bytes) {
      const head = /^(?:[\0\s]*[0-9]+[\0\s]+[0-9]+(?=[\0\s[<(/])){1,20000}/.exec(bytes.toString('latin1', 0, 400_000))?.[0] ?? ''
      const numbers = head.match(/[0-9]+/g)?.map(Number) ?? []
      for (let i = 0; i + 1 < numbers.length; i += 2) {
        const begin = head.length + /** @type {number} */ (numbers[i + 1])
        note(/** @type {number} */ (numbers[i]), bytes.toString('latin1', begin, begin + most))
      }
    },
    isHarmful: () => harmful || [...opened].some((number) => !harmless.get(number)),
  }
}

/** A place is an array or the name of one; a jump to it is an action that nothing follows. @param {string} body and what comes behind it */
function isPlace(body) {
  const plain = body
    .replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/^(?:[\0\s]|%[^\r\n]*[\r\n])+/, '')
  if (!plain.startsWith('<<')) return /^(?:[[(/]|null|<[0-9a-f])/i.test(plain)
  const dictionary = firstDictionary(plain)
  return /\/S[\0\s]*\/(?:GoTo|Named)(?![A-Za-z0-9])/.test(dictionary) && !/\/(?:Next|URI)(?![A-Za-z0-9])/.test(dictionary)
}

/** Nothing where it does not end here. @param {string} text */
function firstDictionary(text) {
  let depth = 0
  for (const match of text.matchAll(/<<|>>/g)) {
    depth += match[0] === '<<' ? 1 : -1
    if (depth === 0) return text.slice(0, match.index)
  }
  return ''
}
