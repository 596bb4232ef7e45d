/** Checks what the parts of an Office file point at, within and outside of it. */
import type { ActiveContent, FileProblem } from '../../../policies/files/files.ts'
import { type Attributes, readXml } from './xml.ts'

type Relation = { readonly type: string; readonly target: string; readonly external: boolean }

const relationOf = (name: string, { Type = '', Target = '', TargetMode = '' }: Attributes): Relation | undefined =>
  name === 'Relationship'
    ? { type: Type.split('/').at(-1)!.toLowerCase(), target: Target, external: TargetMode.toLowerCase() === 'external' }
    : undefined

const forbidden: Record<string, FileProblem> = {
  vbaproject: { kind: 'macro' },
  wordvbadata: { kind: 'macro' },
  xlmacrosheet: { kind: 'macro' },
  xlintlmacrosheet: { kind: 'macro' },
  oleobject: { kind: 'active-content', what: 'embedded-object' },
  package: { kind: 'active-content', what: 'embedded-object' },
  control: { kind: 'active-content', what: 'embedded-object' },
  activexcontrolbinary: { kind: 'active-content', what: 'embedded-object' },
  afchunk: { kind: 'active-content', what: 'embedded-object' },
}

/**
 * Of what is outside only links that a person follows are let through, and those not into the sender's own network (file:, \\server),
 * where a reader's PC would sign in by itself. Templates, pictures and tables that load from elsewhere are refused, wherever they lie.
 */
export async function checkRelations(bytes: AsyncIterable<Uint8Array>): Promise<FileProblem[]> {
  const problem = await readXml(bytes, {
    open(name, attributes) {
      const relation = relationOf(name, attributes)
      return relation && (forbidden[relation.type] ?? (relation.external ? outside(relation) : undefined))
    },
  })
  return problem ? [problem] : []
}

function outside({ type, target }: Relation): FileProblem | undefined {
  const refused = (what: ActiveContent): FileProblem => ({ kind: 'active-content', what })
  if (type !== 'hyperlink') return refused('external-link')
  // Letters that do not show hide what a link points at.
  const plain = target.replace(/[\0-\x20]/g, '')
  if (/^(?:file:|[\\/]{2}|[a-z]:[\\/])/i.test(plain)) return refused('link-to-file')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase()
  return scheme === undefined || ['http', 'https', 'mailto', 'tel'].includes(scheme) ? undefined : refused('external-link')
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
