/** The material of a package: what there is, how far its checks have come, and the form that adds to it. */
import { kindsFor } from '../../../policies/files/files.ts'
import { filesAtOnce, holdsFor, mostFor, plainFormMost } from '../../../policies/files/uploads.ts'
import { FileField, Form, LinkButton } from '../../kernel/forms.tsx'
import { hx } from '../../kernel/hx.ts'
import type { Say } from '../../kernel/say.tsx'
import { numbered } from '../../packages/names.tsx'
import { ActForm, type Filled, fieldIn, Problems } from '../../parts/form-page.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { icon } from '../../parts/icon.tsx'
import { Empty } from '../../parts/notices.tsx'
import { uploadData } from '../uploads.ts'
import { FileLines, type Line } from './lines.tsx'
import { kindNames } from './problems.ts'

/** `own`: the reader sends it, and may drop it. */
type Coming = {
  id: string
  size: number
  received: number
  createdAt: string
  beatAt: string
  by: string
  byRomaji: string
  own: { name: string; token: string } | undefined
}
type ListProps = { say: Say; at: string; files: readonly Line[]; held: readonly Line[]; coming: readonly Coming[] }
type MaterialProps = ListProps & {
  pkg: { id: string; number: string; title: string }
  viewOnly: boolean
  /** Nothing where nothing can be added. */
  form: Filled | undefined
}

export const MaterialPage = (props: MaterialProps) => {
  const { say, pkg, viewOnly, form } = props
  const words = say.t.packageFiles
  const adding = form && addForm(props, form)
  return (
    <>
      <PageHeading eyebrow={numbered(pkg)} title={words.title} lead={viewOnly ? words.leadViewOnly : words.lead} />
      {form ? <Problems say={say} form={form} /> : null}
      <MaterialList {...props} />
      {adding ?? <p>{words.closed}</p>}
      <p>
        <LinkButton kind="text" href={`/packages/${pkg.id}`}>
          {words.back}
        </LinkButton>
      </p>
    </>
  )
}

/** Renews itself as long as something is being checked. */
export const MaterialList = ({ say, at, files, held, coming }: ListProps) => {
  const words = say.t.packageFiles
  const busy = [...files, ...held].some(({ state }) => state === 'scanning')
  return (
    <div id="files" {...(busy ? hx({ get: at, trigger: 'every 2s', swap: 'outerMorph' }) : {})}>
      {files.length === 0 ? (
        <Empty title={words.empty.title} sign="file">
          {words.empty.body}
        </Empty>
      ) : (
        <FileLines say={say} label={words.caption} files={files} />
      )}
      {held.length > 0 ? (
        <Section title={words.heldFromWork}>
          <FileLines say={say} label={words.heldFromWork} files={held} />
        </Section>
      ) : null}
      {coming.length > 0 ? <OnTheWay say={say} coming={coming} /> : null}
    </div>
  )
}

const OnTheWay = ({ say, coming }: Pick<ListProps, 'say' | 'coming'>) => {
  const words = say.t.packageFiles.coming
  return (
    <Section title={words.title} lead={words.lead(say.number(holdsFor))}>
      <ul class="yui-files" aria-label={words.title}>
        {coming.map((one) => (
          <li class="yui-file">
            {icon('file')}
            <div class="yui-file__words">
              <p class="yui-file__name">{one.own?.name ?? words.other}</p>
              <p class="yui-file__by">
                {words.since(say.name({ name: one.by, romaji: one.byRomaji }), say.moment(one.createdAt))}
              </p>
              <p class="yui-file__by">{words.last(say.size(one.received), say.size(one.size), say.moment(one.beatAt))}</p>
              {one.own ? (
                <Form action={`/uploads/${one.id}/removal`} token={one.own.token} inline>
                  <button
                    class="dads-button"
                    data-type="text"
                    data-size="sm"
                    type="submit"
                    aria-label={words.dropNamed(one.own.name)}
                  >
                    {words.drop}
                  </button>
                </Form>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Called, not drawn as an element: the summary above needs the label of its field. */
function addForm({ say, pkg, at, viewOnly }: MaterialProps, form: Filled) {
  const { add, file, hint, plainHint, send } = say.t.packageFiles
  const kinds = kindsFor[viewOnly ? 'material-view-only' : 'material']
  const hints = (
    <>
      {hint(kindNames(say, kinds), say.size(mostFor('material')), filesAtOnce)}
      <noscript> {plainHint(say.size(plainFormMost))}</noscript>
    </>
  )
  return (
    <Section title={add} id="add">
      <ActForm
        say={say}
        form={form}
        action={at}
        button={send}
        upload={uploadData(say, { packageId: pkg.id, purpose: 'material' })}
      >
        <FileField {...fieldIn(say, form)('file', file, hints)} multiple />
      </ActForm>
    </Section>
  )
}
