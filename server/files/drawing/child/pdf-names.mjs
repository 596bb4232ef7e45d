/** Finds the names that stand for what acts by itself, in every byte of a PDF: with their escapes, and in packed objects. */
// Written by hand, because pdf.js tells only what it reaches from the newest table, and neither Launch nor a form that is sent. Other
// readers take an older revision, the other half of a hybrid table, or whatever they find when they mend a file. Found by neither: a Launch
// among objects that are packed twice in a stream that says nowhere what it holds, which only lax readers open.
import { constants, inflateSync } from 'node:zlib'
import { linkIn, openings } from './pdf-links.mjs'

/** @type {Record<string, string>} */
const meanings = {
  JavaScript: 'javascript',
  Rendition: 'media',
  RichMedia: 'media',
  Launch: 'launch',
  EmbeddedFile: 'embedded-file',
  EmbeddedFiles: 'embedded-file',
  FileAttachment: 'embedded-file',
  GoToE: 'embedded-file',
  GoToR: 'link-to-file',
  SubmitForm: 'form',
  ImportData: 'form',
  Encrypt: 'encrypted',
}
/** Too short to be looked for among compressed bytes: they count outside of streams only. @type {Record<string, string>} */
const shortMeanings = { JS: 'javascript', EF: 'embedded-file', XFA: 'form' }

/** @param {string[]} names */
const named = (names) => new RegExp(`/(${names.join('|')})(?=[\\0\\t\\n\\f\\r ()<>[\\]{}/%])`)
const long = named(Object.keys(meanings))
const short = named(Object.keys(shortMeanings))
const objectStream = named(['ObjStm'])
/** Some readers care for the offset of the first object only, not for what a stream calls itself; an outline has its first entry there. */
const offset = /\/First(?![A-Za-z0-9])(?!\s+\d+\s+\d+\s+R)/

/** Bytes. Of one object stream, packed and unpacked, and of all of them: writers put some hundred objects into each. */
const most = { packed: 4 * 1024 ** 2, unpacked: 32 * 1024 ** 2, all: 512 * 1024 ** 2 }
/** Longest dictionary before a stream that is looked at; how far its word may stand from what is beside it. */
const dictionaryLength = 4_096
const reach = 128
/** `overlap`: the longest name, every letter of it escaped, and what must follow it; the beginning of a link, or of an object. */
const piece = { length: 1024 ** 2, overlap: 1_024 }

/** Also 'encrypted', 'hidden' (what cannot be looked into), or 'none'. @param {Buffer} bytes */
export function actNamedIn(bytes) {
  const act = actIn(bytes, long)
  if (act) return act
  const left = { unpacked: most.all }
  const opening = openings()
  for (let at = 0; ; ) {
    const begin = beginOfStream(bytes, at)
    const gap = bytes.subarray(at, begin)
    const outside = actIn(gap, short) ?? follow(gap, opening)
    if (outside) return outside
    const about = withoutEscapes(gap.toString('latin1', Math.max(0, gap.length - dictionaryLength)))
    // It is spoken of too far away, or a stream came between whose beginning we did not see.
    if (has(gap, objectStream) && (!begin || !objectStream.test(about) || about.includes('endstream'))) return 'hidden'
    if (!begin) return opening.isHarmful() ? 'opening' : 'none'
    const end = bytes.indexOf('endstream', begin)
    // A stream without an end is looked into all the same, as readers do that mend files.
    const until = end < 0 ? bytes.length : end
    const isWithin = (beginOfStream(bytes, begin) ?? until) < until
    const packed = isWithin ? 'hidden' : actInStream(bytes.subarray(begin, until), about, left, opening)
    if (packed) return packed
    at = until + 'endstream'.length
  }
}

/** @param {Buffer} stream @param {string} about @param {{ unpacked: number }} left @param {Opening} opening */
function actInStream(stream, about, left, opening) {
  if (!holdsObjects(about)) {
    if (has(stream, objectStream)) return 'hidden'
    // It may be called anything; a drawing that begins with numbers too has no such long names.
    const objects = looksLikeObjects(stream) && unpack(stream)
    return objects ? (actIn(objects, long) ?? follow(objects, opening)) : undefined
  }
  const filter = filterOf(about)
  // What is not packed is read as if it stood outside.
  const objects = filter === 'flate' ? unpack(stream) : filter === 'none' ? stream : undefined
  if (!objects) return 'hidden'
  left.unpacked -= objects.length
  opening.readPacked(objects)
  return left.unpacked < 0 ? 'hidden' : (actIn(objects, long) ?? actIn(objects, short) ?? follow(objects, opening))
}

/** @param {Buffer} bytes @param {RegExp} names */
function actIn(bytes, names) {
  for (const text of texts(bytes)) {
    const name = names.exec(text)?.[1]
    if (name) return meanings[name] ?? shortMeanings[name]
  }
  return undefined
}

/** @typedef {ReturnType<typeof openings>} Opening */

/** What a link leads to; what is done at the opening is noted. @param {Buffer} bytes @param {Opening} opening */
function follow(bytes, opening) {
  let found
  for (const text of texts(bytes)) {
    found ??= linkIn(text)
    opening.read(text)
  }
  return found
}

/** @param {Buffer} bytes @param {RegExp} names */
function has(bytes, names) {
  for (const text of texts(bytes)) if (names.test(text)) return true
  return false
}

/** In pieces, because a file may be larger than a text can be. @param {Buffer} bytes */
function* texts(bytes) {
  for (let at = 0; at < bytes.length; at += piece.length) {
    const text = withoutEscapes(bytes.toString('latin1', Math.max(0, at - piece.overlap), at + piece.length))
    yield at + piece.length < bytes.length ? text : `${text}\n`
  }
}

/** @param {string} text */
const withoutEscapes = (text) =>
  text.includes('#') ? text.replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) : text

/** A stream follows its dictionary: the word alone, in a text or a comment, opens none. @param {Buffer} bytes @param {number} from */
function beginOfStream(bytes, from) {
  for (let at = bytes.indexOf('stream', from); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const before = bytes.toString('latin1', Math.max(from, at - reach), at)
    const behind = bytes.toString('latin1', at + 6, at + 6 + reach)
    if (/>>[\0\s]*$/.test(before) && /^[\0 \t\f]*[\r\n]/.test(behind)) return at + 6
  }
  return undefined
}

/** @param {string} about */
const holdsObjects = (about) =>
  objectStream.test(about) || offset.test(about) || /\/First(?![A-Za-z0-9])/.test(about.slice(about.lastIndexOf('obj')))

/** @param {string} about */
function filterOf(about) {
  if (!/\/(?:Filter|F)\b/.test(about)) return 'none'
  if (/\/Predictor\s+(?!1\b)/.test(about)) return 'other'
  return /\/(?:Filter|F)\s*(?:\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/.test(about) ? 'flate' : 'other'
}

/** The numbers and offsets that an object stream begins with. @param {Buffer} stream */
function looksLikeObjects(stream) {
  const begin = inflated(stream.subarray(0, 1_024), 2 * 1024 ** 2, constants.Z_SYNC_FLUSH)?.toString('latin1', 0, 1_024)
  return begin !== undefined && /^(?:[\0\s]|%[^\r\n]*[\r\n])*\d+[\0\s]+\d+[\0\s]/.test(begin)
}

/** @param {Buffer} stream */
const unpack = (stream) => (stream.length > most.packed ? undefined : inflated(stream, most.unpacked, constants.Z_FINISH))

/** @param {Buffer} stream @param {number} maxOutputLength @param {number} finishFlush whether it may break off */
function inflated(stream, maxOutputLength, finishFlush) {
  const begin = stream.findIndex((byte) => byte > 0x20)
  try {
    return inflateSync(stream.subarray(Math.max(0, begin)), { maxOutputLength, finishFlush })
  } catch {
    return undefined
  }
}
