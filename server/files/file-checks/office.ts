/** Checks an Office file (xlsx, docx, pptx): that it is what it is called, and that nothing in it acts, loads or hides by itself. */
import type { FileProblem } from '../../../policies/files/files.ts'
import { type BoxSearch, boxSearch } from './boxes.ts'
import { type Checked, slices } from './bytes.ts'
import { type ArchiveKind, checkContent } from './content.ts'
import { type ArchiveEntry, type Directory, named } from './directory.ts'
import { shownName } from './entry-names.ts'
import { partRule } from './office-parts.ts'
import { checkRelations, mainTargets } from './office-relations.ts'
import { checkPartText } from './office-text.ts'
import { sniff } from './sniff.ts'
import { readXml } from './xml.ts'

type OfficeKind = Exclude<ArchiveKind, 'zip'>
const mostProblems = 20

const office = 'application/vnd.openxmlformats-officedocument'
const mainTypes: Record<OfficeKind, string> = {
  xlsx: `${office}.spreadsheetml.sheet.main+xml`,
  docx: `${office}.wordprocessingml.document.main+xml`,
  pptx: `${office}.presentationml.presentation.main+xml`,
}
const activeTypes: readonly (readonly [RegExp, FileProblem])[] = [
  [/macro|vbaproject|vbadata/i, { kind: 'macro' }],
  [/activex|oleobject/i, { kind: 'active-content', what: 'embedded-object' }],
]

export async function checkOffice(kind: OfficeKind, directory: Directory, { pdf }: Checked): Promise<FileProblem[]> {
  const problems: FileProblem[] = []
  if (!find(directory, typesPart) || !find(directory, relationsPart)) return [{ kind: 'content', expected: kind, found: 'zip' }]
  const parts = directory.entries.filter(({ isFolder }) => !isFolder)
  for (const part of parts) problems.push(...(await named(part, async () => problemOfPart(part))))
  if (problems.length === 0) problems.push(...(await checkKind(kind, directory)))
  if (problems.length) return problems.slice(0, mostProblems)
  const boxes = boxSearch()
  const shared = find(directory, sharedStrings)
  if (shared) problems.push(...(await named(shared, () => boxes.share(directory.open(shared)()))))
  if (problems.length) return problems
  for (const part of parts) {
    problems.push(...(await named(part, () => checkPart(part, directory, pdf, boxes))))
    if (problems.length >= mostProblems) break
  }
  const boxed = boxes.found()
  return problems.length === 0 && boxed ? [boxed] : problems
}

const problemOfPart = ({ path }: ArchiveEntry): FileProblem[] => {
  const rule = partRule(path)
  return typeof rule === 'object' ? [rule] : []
}

/** The types that it declares, and the part that it calls its document, must be those of its kind. */
async function checkKind(kind: OfficeKind, directory: Directory): Promise<FileProblem[]> {
  const other: FileProblem = { kind: 'content', expected: kind, found: 'zip' }
  const defaults = new Map<string, string>()
  const overrides = new Map<string, string>()
  const problem = await readXml(directory.open(find(directory, typesPart)!)(), {
    open(name, { ContentType: type, Extension = '', PartName = '' }) {
      if (type === undefined) return undefined
      const active = activeTypes.find(([pattern]) => pattern.test(type))
      if (active) return active[1]
      if (name === 'Default') defaults.set(Extension.toLowerCase(), type)
      if (name === 'Override') overrides.set(PartName.toLowerCase(), type)
      return undefined
    },
  })
  if (problem) return [problem]
  const targets = await mainTargets(directory.open(find(directory, relationsPart)!)())
  if ('problem' in targets) return [targets.problem]
  const isMain = (target: string) =>
    find(directory, target) !== undefined &&
    (overrides.get(`/${target}`) ?? defaults.get(target.slice(target.lastIndexOf('.') + 1))) === mainTypes[kind]
  if (targets.paths.length === 1 && isMain(targets.paths[0]!)) return []
  return [{ ...other, found: kindOf([...overrides.values(), ...defaults.values()]) ?? 'zip' }]
}

const typesPart = '[content_types].xml'
const relationsPart = '_rels/.rels'
const sharedStrings = 'xl/sharedstrings.xml'
const find = ({ entries }: Directory, path: string) => entries.find((entry) => entry.path.toLowerCase() === path)

const kindOf = (types: string[]): OfficeKind | undefined =>
  (Object.keys(mainTypes) as OfficeKind[]).find((kind) => types.includes(mainTypes[kind]))

async function checkPart(part: ArchiveEntry, { open }: Directory, pdf: Checked['pdf'], boxes: BoxSearch): Promise<FileProblem[]> {
  const bytes = open(part)
  const rule = partRule(part.path)
  if (rule === 'relations') return checkRelations(bytes())
  if (rule === 'xml' || rule === 'vml') return checkPartText(bytes(), boxes, shownName(part.path, part.position), rule === 'vml')
  if (rule === 'png' || rule === 'jpeg') return checkContent(rule, { size: part.size, open: bytes, pdf })
  return checkOpaque(bytes())
}

/** Drawings, fonts and printer settings cannot be looked into; they must not be something else, and be what the directory says. */
async function checkOpaque(bytes: AsyncIterable<Uint8Array>): Promise<FileProblem[]> {
  let head: Buffer | undefined
  for await (const slice of slices(bytes)) head ??= slice.subarray(0, 512)
  const found = head ? sniff(head) : 'unknown'
  return found === 'unknown' || found === 'picture' || found === 'text' ? [] : [{ kind: 'archive-content' }]
}
