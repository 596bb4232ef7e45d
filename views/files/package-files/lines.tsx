/** Files as lines of a list: what each is, how far its check has come, and what may be done with it. */
import type { FileKind, FileProblem } from '../../../policies/files/files.ts'
import type { State } from '../../../policies/files/package-files.ts'
import { Form } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Fingerprint } from '../../parts/facts.tsx'
import { icon } from '../../parts/icon.tsx'
import { chip, type Tone } from '../../parts/status.tsx'
import { fileProblemWords } from './problems.ts'

export type Line = {
  id: string
  name: string
  size: number
  sha256: string
  kind: FileKind | null
  state: State
  problems: readonly FileProblem[]
  addedAt: string
  checkedAt: string | null
  scannedAt: string | null
  by: string
  byRomaji: string
  /** The address of the file. */
  at: string
  download: boolean
  pages: boolean
  /** The token of the form that removes it; nothing where it cannot be. */
  remove: string | undefined
}
type LinesProps = {
  say: Say
  label: string
  files: readonly Line[]
  own?: boolean
  removeWords?: (name: string) => [string, string]
}

const tones: Record<State, Tone> = { scanning: 'active', clean: 'success', held: 'warning', refused: 'error' }

/** `own`: the reader added them. */
export const FileLines = ({ say, label, files, own, removeWords }: LinesProps) => (
  <ul class="yui-files" aria-label={label}>
    {files.map((file) => (
      <li class="yui-file">
        {icon('file')}
        <div class="yui-file__words">
          <p class="yui-file__name">
            {nameOf(file)}
            <span class="yui-file__size">{say.size(file.size)}</span>
            {chip(say.t.packageFiles.states[file.state], tones[file.state])}
          </p>
          <About say={say} file={file} own={own} />
          <p class="yui-file__by">
            {say.t.packageFiles.added(say.name({ name: file.by, romaji: file.byRomaji }), say.moment(file.addedAt))}
          </p>
          <Fingerprint label={say.t.packageFiles.sha256} sha256={file.sha256} />
          {file.remove ? <Remove t={say.t} file={file} words={removeWords} /> : null}
        </div>
      </li>
    ))}
  </ul>
)

function nameOf({ name, at, download, pages }: Line) {
  if (download)
    return (
      <a href={at} download>
        {name}
      </a>
    )
  return pages ? <a href={`${at}/pages/1`}>{name}</a> : name
}

const About = ({ say, file, own }: { say: Say; file: Line; own?: boolean | undefined }) => {
  const words = say.t.packageFiles
  if (file.state === 'clean')
    return (
      <p class="yui-file__by">
        {file.kind ? words.kinds[file.kind] : ''}　{file.scannedAt ? words.checkedBoth : words.checkedOwn}
      </p>
    )
  if (file.state === 'scanning') return <p>{words.scanning}</p>
  if (file.state === 'held')
    return (
      <>
        <p>{own ? words.heldOwn : words.held}</p>
        <Problems say={say} file={file} />
      </>
    )
  return <Problems say={say} file={file} />
}

const shownProblems = 10
const Problems = ({ say, file }: { say: Say; file: Line }) =>
  file.problems.length === 0 ? null : (
    <ul class="yui-plain-list">
      {file.problems.slice(0, shownProblems).map((problem) => (
        <li>{fileProblemWords(say, problem)}</li>
      ))}
    </ul>
  )

const Remove = ({ t, file, words }: { t: Messages; file: Line; words: LinesProps['removeWords'] }) => {
  const [shown, said] = words?.(file.name) ?? [t.packageFiles.remove, t.packageFiles.removeNamed(file.name)]
  return (
    <Form action={`${file.at}/removal`} token={file.remove!} inline>
      <button class="dads-button" data-type="text" data-size="sm" type="submit" aria-label={said}>
        {shown}
      </button>
    </Form>
  )
}
