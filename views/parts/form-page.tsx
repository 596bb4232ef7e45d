/** A form as it was drawn or came back, its fields, and the page that is one form: heading, problems, fields, the act, the way back. */
import type { Child } from 'hono/jsx'
import type { UploadData } from '../files/uploads.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf } from '../kernel/forms.tsx'
import type { Say } from '../kernel/say.tsx'
import { PageHeading } from './heading.tsx'

/** What the schema of a form says of one field. */
export type Limit = {
  readonly required: boolean
  readonly maxlength?: number | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
}
export type Filled = {
  readonly typed: Readonly<Record<string, string | readonly string[]>>
  readonly problems: readonly Problem[]
  readonly token: string
  readonly limits: Readonly<Record<string, Limit>>
  /** The labels of the fields drawn so far: the summary of problems names each field by its label. */
  readonly labels: Map<string, { label: string; id: string }>
}

/** The one text typed into a field. */
export const typedIn = ({ typed }: Pick<Filled, 'typed'>, name: string): string => String([typed[name] ?? ''].flat()[0])
/** The boxes ticked under a name. */
export const tickedIn = ({ typed }: Pick<Filled, 'typed'>, name: string): readonly string[] => [typed[name] ?? []].flat()

/**
 * What every field of a form shows: its label and hint, what was typed, what is wrong, its limit and whether it must be filled.
 * `within`: the name of the form, where several on one page have fields of the same names.
 */
export const fieldIn =
  ({ t }: Say, form: Filled, within?: string) =>
  (name: string, label: string, hint?: Child) => {
    const limit = form.limits[name]
    const id = within ? `${within}-${name}` : name
    form.labels.set(name, { label, id })
    return {
      name,
      id,
      label,
      hint,
      value: typedIn(form, name),
      problem: problemOf(form.problems, name),
      required: limit?.required,
      mark: limit && (limit.required ? t.frame.required : t.frame.optional),
      maxlength: limit?.maxlength,
    }
  }

/** What is wrong, on top of the page: "enter something" alone says nothing there, so each problem bears the label of its field. */
export function Problems({ say: { t }, form: { problems, labels } }: { say: Say; form: Filled }) {
  const named = problems.map(({ field, words }) => {
    const drawn = labels.get(field)
    return drawn ? { field: drawn.id, words: t.frame.fieldProblem(drawn.label, words) } : { field, words }
  })
  return <ErrorSummary title={t.frame.problemsTitle} problems={named} />
}

type ActProps = {
  say: Say
  form: Filled
  action: string
  button: string
  danger?: boolean | undefined
  kind?: 'outline' | undefined
  /** Where a file may come in parts. */
  upload?: UploadData | undefined
  back?: { href: string; words: string } | undefined
  /** The way out of a form that may be left unfinished (server/kernel/form-act.tsx): what was typed goes along. */
  leave?: { to: string; words: string } | undefined
  id?: string | undefined
  children?: Child
}
/** The form of one act: its fields, its button, and the way back for who would rather not. */
export const ActForm = ({ form, action, button, danger, kind, upload, back, leave, id, children }: ActProps) => (
  <Form action={action} token={form.token} id={id} upload={upload}>
    {children}
    <Actions>
      <Button tone={danger ? 'danger' : undefined} kind={kind}>
        {button}
      </Button>
      {back ? (
        <LinkButton kind="text" href={back.href}>
          {back.words}
        </LinkButton>
      ) : null}
      {leave ? (
        <Button kind="text" name="_go" value={leave.to}>
          {leave.words}
        </Button>
      ) : null}
    </Actions>
  </Form>
)

type Heading = { title: string; eyebrow?: string | undefined; lead?: Child }
/** `above`: what stands between the heading and the form. */
export const FormPage = ({ title, eyebrow, lead, above, ...act }: ActProps & Heading & { above?: Child }) => (
  <>
    <PageHeading title={title} eyebrow={eyebrow} lead={lead} />
    <Problems {...act} />
    {above}
    <ActForm {...act} />
  </>
)
