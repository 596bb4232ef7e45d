/** Checks what the parts of an Office file point at, within and outside of it. */
import type { ActiveContent, FileProblem } from '../../../policies/files/files.ts'
import { type Attributes, readXml } from './xml.ts'

type Relation = { readonly type: string; readonly target: string; readonly external: boolean }

const relationOf = (name: string, { Type = '', Target = '', TargetMode = '' }: Attributes): Relation | undefined =>
  name === 'Relationship'
    ? { type: Type.split('/').at(-1)!.toLowerCase(), target: Target, external: TargetMode.toLowerCase() === 'external' }
    : undefined

/**
 * The last words of the types of relations that are let through, as Word, Excel, PowerPoint and LibreOffice write them (ECMA-376 Part 1,
 * clauses 11.3 to 15.2; [MS-DOCX], [MS-XLSX] and [MS-PPTX] 2.2 for the later ones): text, looks, notes, pictures, tables, drawings. Whatever
 * fetches, starts or embeds something is not among them, nor is what we do not know.
 */
const known = new Set(
  [
    // All of them.
    'officeDocument core-properties extended-properties custom-properties thumbnail metadata customXml customXmlProps theme themeOverride',
    'image hdphoto ink hyperlink printerSettings font classificationlabels chart chartEx chartUserShapes chartStyle chartColorStyle',
    'diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing drawing vmlDrawing comments tags people authors',
    // Word.
    'styles stylesWithEffects numbering settings webSettings fontTable header footer footnotes endnotes glossaryDocument',
    'commentsExtended commentsIds commentsExtensible documenttasks bibliography recipientData',
    // Excel.
    'worksheet chartsheet sharedStrings calcChain table tableSingleCells pivotTable pivotCacheDefinition pivotCacheRecords sheetMetadata',
    'threadedComment person slicer slicerCache timeline timelineCache ctrlProp customProperty xmlMaps namedSheetView wsSortMap',
    'revisionHeaders revisionLog usernames rdRichValue rdRichValueStructure rdRichValueTypes rdArray richValueRel richStyles',
    'rdSupportingPropertyBag rdSupportingPropertyBagStructure FeaturePropertyBag cellImage',
    // PowerPoint.
    'slide slideLayout slideMaster notesSlide notesMaster handoutMaster presProps viewProps tableStyles commentAuthors changesInfo',
    'revisionInfo',
  ].flatMap((line) => line.toLowerCase().split(' ')),
)

const active = (what: ActiveContent): FileProblem => ({ kind: 'active-content', what })
/** What is refused by its own name, so that people know what to take out. */
const named = new Map<string, FileProblem>([
  ...pairs(
    { kind: 'macro' },
    'vbaproject wordvbadata xlmacrosheet xlintlmacrosheet keymapcustomizations attachedtoolbars extensibility',
  ),
  ...pairs(active('embedded-object'), 'oleobject package control activexcontrolbinary afchunk subdocument frame'),
  ...pairs(
    active('connection'),
    'connections querytable volatiledependencies mailmergesource mailmergeheadersource powerpivotdata',
  ),
  ...pairs(
    active('external-link'),
    'externallink externallinkpath xlexternallinkpath xlpathmissing attachedtemplate webextension',
  ),
  ...pairs(active('external-link'), 'webextensiontaskpanes taskpanes slideupdateurl'),
  ...pairs(active('media'), 'audio video media'),
])
function pairs(problem: FileProblem, types: string): [string, FileProblem][] {
  return types.split(' ').map((type) => [type, problem])
}

/**
 * Of what is outside only links that a person follows are let through, and those not into the sender's own network (file:, \\server),
 * where a reader's PC would sign in by itself. Templates, pictures and tables that load from elsewhere are refused, wherever they lie.
 */
export async function checkRelations(bytes: AsyncIterable<Uint8Array>): Promise<FileProblem[]> {
  const problem = await readXml(bytes, {
    open(name, attributes) {
      const relation = relationOf(name, attributes)
      return relation && (named.get(relation.type) ?? (relation.external ? outside(relation) : within(relation)))
    },
  })
  return problem ? [problem] : []
}

const within = ({ type }: Relation): FileProblem | undefined => (known.has(type) ? undefined : active('unknown-part'))

function outside({ type, target }: Relation): FileProblem | undefined {
  const what = type === 'hyperlink' ? linkProblem(target) : 'external-link'
  return what && active(what)
}

/** What is wrong with where a link leads, if anything is. */
export function linkProblem(target: string): 'link-to-file' | 'external-link' | undefined {
  // Letters that do not show hide what a link points at.
  const plain = target.replace(/[\0-\x20]/g, '')
  if (/^(?:file:|[\\/]{2}|[a-z]:[\\/])/i.test(plain)) return 'link-to-file'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase()
  return scheme === undefined || ['http', 'https', 'mailto', 'tel'].includes(scheme) ? undefined : 'external-link'
}

/** The parts that a file calls its document, in lower case and without the first slash. */
export async function mainTargets(bytes: AsyncIterable<Uint8Array>): Promise<{ paths: string[] } | { problem: FileProblem }> {
  const paths: string[] = []
  const problem = await readXml(bytes, {
    open(name, attributes) {
      const relation = relationOf(name, attributes)
      if (relation?.type === 'officedocument') paths.push(relation.target.toLowerCase().replace(/^(?:\.?\/)+/, ''))
      return undefined
    },
  })
  return problem ? { problem } : { paths }
}
