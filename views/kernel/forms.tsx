// Forms that work without script: a label, hint and problem tied to every control, typed values kept, errors summed up on top.
import type { Child } from 'hono/jsx'
import type { UploadData } from '../files/uploads.ts'
import { icon } from '../parts/icon.tsx'
import type { HxAttributes } from './hx.ts'

export type Problem = { field: string; words: string }

/** The words for one field out of a refused form's problems. */
export const problemOf = (problems: readonly Problem[], field: string) =>
  problems.find((problem) => problem.field === field)?.words

type FormProps = {
  action: string
  token: string
  multipart?: boolean | undefined
  id?: string | undefined
  inline?: boolean | undefined
  hx?: HxAttributes | undefined
  /** The file may come in parts (`uploadData`); such a form is multipart. */
  upload?: UploadData | undefined
  children?: Child
}

/** `token` is the idempotency key: the same form sent twice is counted once. */
export const Form = ({ action, token, multipart, id, inline, hx, upload, children }: FormProps) => (
  <form
    class="yui-form"
    data-layout={inline ? 'inline' : undefined}
    method="post"
    action={action}
    enctype={multipart || upload ? 'multipart/form-data' : undefined}
    id={id}
    novalidate
    {...hx}
    {...upload}
  >
    <Hidden name="_once" value={token} />
    {children}
  </form>
)

type SearchFormProps = {
  action: string
  label: string
  children?: Child
  id?: string | undefined
  hx?: HxAttributes | undefined
}

/** Search and filters: a GET, so that what is found has an address. */
export const SearchForm = ({ action, label, id, hx, children }: SearchFormProps) => (
  <search class="yui-search" aria-label={label}>
    <form class="yui-search__form" method="get" action={action} id={id} {...hx}>
      {children}
    </form>
  </search>
)

export const Hidden = ({ name, value }: { name: string; value: string }) => <input type="hidden" name={name} value={value} />

export const ErrorSummary = ({ title, problems }: { title: string; problems: readonly Problem[] }) =>
  problems.length === 0 ? null : (
    <div class="yui-error-summary" role="alert" tabindex={-1} data-focus>
      <h2 class="yui-error-summary__title">
        {icon('error')}
        {title}
      </h2>
      <ul>
        {problems.map((problem) => (
          <li>
            <a href={`#${problem.field}`}>{problem.words}</a>
          </li>
        ))}
      </ul>
    </div>
  )

type Size = 'lg' | 'md' | 'sm'
type Look = {
  kind?: 'solid-fill' | 'outline' | 'text' | undefined
  size?: Size | undefined
  tone?: 'danger' | undefined
  children?: Child
}

type ButtonProps = Look & {
  name?: string | undefined
  value?: string | undefined
  formaction?: string | undefined
  form?: string | undefined
  type?: 'submit' | 'button' | undefined
  shortcut?: string | undefined
  /** The shortcut only moves the focus here; Enter presses it. For what cannot be taken back. */
  careful?: boolean | undefined
  hx?: HxAttributes | undefined
  id?: string | undefined
  label?: string | undefined
}

/** `shortcut` is one letter that presses it while the focus is in the same `KeyArea`; `label` names it when its words do not. */
export const Button = ({
  kind = 'solid-fill',
  size = 'lg',
  tone,
  type = 'submit',
  shortcut,
  careful,
  label,
  hx,
  children,
  ...rest
}: ButtonProps) => (
  <button
    class="dads-button"
    data-type={kind}
    data-size={size}
    data-tone={tone}
    type={type}
    aria-label={label}
    data-key-focus={careful ? 'yes' : undefined}
    {...keys(shortcut)}
    {...rest}
    {...hx}
  >
    {children}
    {shortcut ? (
      <span class="yui-kbd" aria-hidden="true">
        {shortcut}
      </span>
    ) : null}
  </button>
)

type LinkButtonProps = Look & {
  href: string
  shortcut?: string | undefined
  download?: boolean | undefined
  hx?: HxAttributes | undefined
}

export const LinkButton = ({
  kind = 'solid-fill',
  size = 'lg',
  tone,
  href,
  shortcut,
  download,
  hx,
  children,
}: LinkButtonProps) => (
  <a
    class="dads-button"
    data-type={kind}
    data-size={size}
    data-tone={tone}
    href={href}
    download={download}
    {...keys(shortcut)}
    {...hx}
  >
    {children}
    {shortcut ? (
      <span class="yui-kbd" aria-hidden="true">
        {shortcut}
      </span>
    ) : null}
  </a>
)

const keys = (shortcut: string | undefined) => (shortcut ? { 'data-key': shortcut, 'aria-keyshortcuts': shortcut } : {})

/** Main action first; beside it on wide screens, under it on a phone. */
export const Actions = ({ children, sticky }: { children?: Child; sticky?: boolean | undefined }) => (
  <div class="yui-actions" data-sticky={sticky ? 'yes' : undefined}>
    {children}
  </div>
)

export { Checkbox, Checkboxes, Radios } from '../parts/choices.tsx'
export { DateField, FileField, NumberField, Select, TextArea, TextField } from '../parts/fields.tsx'
