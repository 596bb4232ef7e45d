/** Tells the streams of a PDF from what stands between them, and looks into those that hold further objects. */
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { FileProblem } from '../../policies/files.ts'
import { type NameSearch, nameSearch, withoutEscapes } from './pdf-names.ts'

const unpack = promisify(inflate)
/** Of one object stream, packed and unpacked, and of all of them unpacked: writers put some hundred objects into each. */
const most = { packed: 4 * 1024 ** 2, unpacked: 32 * 1024 ** 2, all: 512 * 1024 ** 2 }
/** Longest dictionary before a stream that is looked at; how far back a word may begin that a piece cuts in two. */
const dictionaryLength = 4_096
const reach = 128
const hidden: FileProblem = { kind: 'active-content', what: 'hidden' }

const streamBegins = /stream(?=[ \t]*[\r\n])/g
const streamEnds = 'endstream'
const objectStream = /\/ObjStm(?![A-Za-z])/

export function objectStreams(names: NameSearch) {
  let held = ''
  let dictionary = ''
  /** Pieces of an object stream, or nothing within any other stream. */
  let packed: string[] | undefined
  let packedLength = 0
  let unpackedLength = 0
  let within = false
  let announced = false
  let spied = ''

  const look = async (): Promise<FileProblem | undefined> => {
    if (packed === undefined) return undefined
    const bytes = Buffer.from(packed.join('').replace(/^\s*/, ''), 'latin1')
    packed = undefined
    try {
      const text = await unpack(bytes, { maxOutputLength: most.unpacked })
      unpackedLength += text.length
      return unpackedLength > most.all ? hidden : await searchObjects(text)
    } catch {
      return hidden
    }
  }
  const keep = (text: string): FileProblem | undefined => {
    if (packed === undefined) return spy(text) ? hidden : undefined
    packed.push(text)
    packedLength += text.length
    return packedLength > most.packed ? hidden : undefined
  }
  const begin = (): FileProblem | undefined => {
    const about = withoutEscapes(dictionary)
    // Some readers care for the offset of the first object only, not for what the stream calls itself.
    const holdsObjects = objectStream.test(about) || /\/First\s+\d+\s*[/>]/.test(about)
    const filter = filterOf(about)
    // It was spoken of too long ago, or a stream came between whose beginning we did not see.
    if (announced && (!objectStream.test(about) || dictionary.includes(streamEnds))) return hidden
    if (holdsObjects && filter === 'other') return hidden
    announced = false
    // What is not packed is read as if it stood outside.
    within = !(holdsObjects && filter === 'none')
    dictionary = spied = ''
    packed = holdsObjects && within ? [] : undefined
    packedLength = 0
    return undefined
  }
  /** Whether an object stream is spoken of: within another stream it would be one that we cannot tell the beginning of. */
  const spy = (text: string): boolean => {
    const all = spied + text
    spied = all.slice(-reach)
    return objectStream.test(withoutEscapes(all))
  }
  const outside = (text: string): FileProblem | undefined => {
    announced ||= spy(text)
    dictionary = (dictionary + text).slice(-dictionaryLength)
    return names.outside(text)
  }

  return {
    async push(slice: Buffer): Promise<FileProblem | undefined> {
      let text = held + slice.toString('latin1')
      for (;;) {
        if (within) {
          const at = text.indexOf(streamEnds)
          const found = keep(at < 0 ? text.slice(0, -streamEnds.length) : text.slice(0, at))
          if (found) return found
          if (at < 0) {
            held = text.slice(-streamEnds.length)
            return undefined
          }
          const problem = await look()
          if (problem) return problem
          text = text.slice(at + streamEnds.length)
          within = false
          dictionary = spied = ''
        } else {
          const match = beginOf(text)
          const to = match ?? Math.max(0, text.length - reach)
          const problem = outside(text.slice(0, to)) ?? (match === undefined ? undefined : begin())
          if (problem) return problem
          text = text.slice(match === undefined ? to : match + 'stream'.length)
          if (match === undefined) {
            held = text
            return undefined
          }
        }
      }
    },
    /** An object stream without an end is looked into all the same, as readers do that mend files. */
    async end(): Promise<FileProblem | undefined> {
      if (within) return keep(held) ?? (await look())
      return outside(`${held}\n`) ?? (announced ? hidden : undefined)
    },
  }
}

/** A stream follows its dictionary: the word alone, in a text or a comment, opens none. */
function beginOf(text: string): number | undefined {
  for (const { index } of text.matchAll(streamBegins))
    if (text.slice(Math.max(0, index - 3), index) !== 'end' && />>\s*$/.test(text.slice(Math.max(0, index - 64), index)))
      return index
  return undefined
}

function filterOf(dictionary: string): 'none' | 'flate' | 'other' {
  if (!/\/(?:Filter|F)\b/.test(dictionary)) return 'none'
  if (/\/Predictor\s+(?!1\b)/.test(dictionary)) return 'other'
  return /\/(?:Filter|F)\s*(?:\/FlateDecode\b|\[\s*\/FlateDecode\s*\])/.test(dictionary) ? 'flate' : 'other'
}

async function searchObjects(bytes: Buffer): Promise<FileProblem | undefined> {
  const names = nameSearch()
  for (let from = 0; from < bytes.length + 1; from += 65_536) {
    const text = from < bytes.length ? bytes.toString('latin1', from, from + 65_536) : ''
    const piece = from + 65_536 > bytes.length ? `${text}\n` : text
    const problem = names.anywhere(piece) ?? names.outside(piece)
    if (problem) return problem
    await setImmediate()
  }
  return undefined
}
