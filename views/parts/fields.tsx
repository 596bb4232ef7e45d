// The controls of forms: each with label, hint and problem tied to it; `views/kernel/forms.tsx` offers them to the pages.
import type { Child } from 'hono/jsx'
import type { HxAttributes } from '../kernel/hx.ts'
import { icon } from './icon.tsx'

/** `id` is `name` unless given, so an error summary can link to it; `mark` is the word for required or optional. */
export type FieldProps = {
  name: string
  label: Child
  id?: string | undefined
  hint?: Child
  mark?: string | undefined
  required?: boolean | undefined
  problem?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
  hx?: HxAttributes | undefined
}
type Width = 'xs' | 'sm' | 'md' | 'full'

type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'password' | undefined
  autocomplete?: string | undefined
  inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | undefined
  maxlength?: number | undefined
  readonly?: boolean | undefined
  width?: Width | undefined
  suffix?: string | undefined
  labelHidden?: boolean | undefined
}

export const TextField = (props: TextFieldProps) => (
  <Wrap {...props}>
    <span class="dads-input-text" data-width={props.width}>
      <input
        {...control(props)}
        class="dads-input-text__input"
        type={props.type ?? 'text'}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        readonly={props.readonly}
      />
      {props.suffix ? <span class="dads-input-text__suffix">{props.suffix}</span> : null}
    </span>
  </Wrap>
)

/** Not `type=number`: the wheel and stray letters change what people typed. */
export const NumberField = (props: TextFieldProps) => <TextField inputmode="numeric" autocomplete="off" width="sm" {...props} />

type DateFieldProps = FieldProps & {
  min?: string | undefined
  max?: string | undefined
  type?: 'date' | 'datetime-local' | 'time' | 'month' | undefined
}

export const DateField = (props: DateFieldProps) => (
  <Wrap {...props}>
    <span class="dads-input-text" data-width="sm">
      <input
        {...control(props)}
        class="dads-input-text__input"
        type={props.type ?? 'date'}
        value={props.value}
        min={props.min}
        // Without an end browsers take years of six digits.
        max={props.max ?? (props.type ? undefined : '9999-12-31')}
      />
    </span>
  </Wrap>
)

export const TextArea = (
  props: FieldProps & { rows?: number | undefined; maxlength?: number | undefined; labelHidden?: boolean | undefined },
) => (
  <Wrap {...props}>
    <textarea {...control(props)} class="dads-textarea" rows={props.rows ?? 5} maxlength={props.maxlength}>
      {props.value}
    </textarea>
  </Wrap>
)

type Option = { value: string; label: string; disabled?: boolean | undefined }

/** `empty` is the words of the choice "none yet". */
export const Select = (
  props: FieldProps & {
    options: readonly Option[]
    empty?: string | undefined
    labelHidden?: boolean | undefined
    width?: Width | undefined
  },
) => (
  <Wrap {...props}>
    <span class="dads-select" data-width={props.width}>
      <select {...control(props)} class="dads-select__select">
        {props.empty === undefined ? null : <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      {icon('down')}
    </span>
  </Wrap>
)

export const FileField = (props: FieldProps & { accept?: string | undefined; multiple?: boolean | undefined }) => (
  <Wrap {...props}>
    <input {...control(props)} class="dads-file-upload" type="file" accept={props.accept} multiple={props.multiple} />
  </Wrap>
)

const Wrap = (props: FieldProps & { labelHidden?: boolean | undefined; children?: Child }) => (
  <div class="yui-field" data-problem={props.problem ? 'yes' : undefined}>
    <label class={props.labelHidden ? 'yui-unseen' : 'dads-form-control-label'} for={props.id ?? props.name}>
      {props.label}
      <RequiredMark {...props} />
    </label>
    {props.hint ? (
      <p class="yui-field__hint" id={`${props.id ?? props.name}-hint`}>
        {props.hint}
      </p>
    ) : null}
    <ProblemWords {...props} />
    {props.children}
  </div>
)

export const RequiredMark = ({ mark, required }: { mark?: string | undefined; required?: boolean | undefined }) =>
  mark ? (
    <span class="yui-field__mark" data-required={required ? 'yes' : undefined}>
      {mark}
    </span>
  ) : null

export const ProblemWords = ({ id, name, problem }: { id?: string | undefined; name: string; problem?: string | undefined }) =>
  problem ? (
    <p class="yui-field__problem" id={`${id ?? name}-problem`}>
      {icon('error')}
      {problem}
    </p>
  ) : null

export const describedBy = ({ id, name, hint, problem }: Pick<FieldProps, 'id' | 'name' | 'hint' | 'problem'>) =>
  [hint ? `${id ?? name}-hint` : '', problem ? `${id ?? name}-problem` : ''].filter(Boolean).join(' ') || undefined

export const control = (props: FieldProps) => ({
  id: props.id ?? props.name,
  name: props.name,
  required: props.required,
  disabled: props.disabled,
  'aria-describedby': describedBy(props),
  'aria-invalid': props.problem ? ('true' as const) : undefined,
  ...props.hx,
})
