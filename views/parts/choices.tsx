// Radios and checkboxes: one question as a fieldset, every choice with its own hint.
import type { Child } from 'hono/jsx'
import type { HxAttributes } from '../kernel/hx.ts'
import { control, describedBy, type FieldProps, ProblemWords, RequiredMark } from './fields.tsx'

type Choice = { value: string; label: Child; hint?: Child; disabled?: boolean | undefined }
type RadiosProps = FieldProps & { options: readonly Choice[]; layout?: 'stacked' | 'tiles' | 'inline' | undefined }

export const Radios = (props: RadiosProps) => (
  <Group {...props}>
    {props.options.map((option, index) => (
      <Option
        {...option}
        kind="radio"
        name={props.name}
        id={optionId(props, index)}
        checked={option.value === props.value}
        hx={props.hx}
      />
    ))}
  </Group>
)

export const Checkboxes = ({ values, ...props }: Omit<RadiosProps, 'value'> & { values: readonly string[] }) => (
  <Group {...props}>
    {props.options.map((option, index) => (
      <Option
        {...option}
        kind="checkbox"
        name={props.name}
        id={optionId(props, index)}
        checked={values.includes(option.value)}
        hx={props.hx}
      />
    ))}
  </Group>
)

/** One yes-or-no, such as "I have read the terms". */
export const Checkbox = (props: Omit<FieldProps, 'mark'> & { checked?: boolean | undefined }) => (
  <div class="yui-field" data-problem={props.problem ? 'yes' : undefined}>
    <ProblemWords {...props} />
    <div class="dads-choice">
      <input
        {...control({ ...props, hint: undefined })}
        class="dads-choice__input"
        type="checkbox"
        value={props.value ?? 'yes'}
        checked={props.checked}
      />
      <label class="dads-choice__label" for={props.id ?? props.name}>
        {props.label}
        {props.hint ? <span class="dads-choice__hint">{props.hint}</span> : null}
      </label>
    </div>
  </div>
)

const Group = (props: Omit<RadiosProps, 'value'> & { children?: Child }) => (
  <fieldset
    class="yui-field"
    data-problem={props.problem ? 'yes' : undefined}
    aria-describedby={describedBy(props)}
    disabled={props.disabled}
  >
    <legend class="dads-form-control-label">
      {props.label}
      <RequiredMark {...props} />
    </legend>
    {props.hint ? (
      <p class="yui-field__hint" id={`${props.id ?? props.name}-hint`}>
        {props.hint}
      </p>
    ) : null}
    <ProblemWords {...props} />
    <div class="yui-choices" data-layout={props.layout}>
      {props.children}
    </div>
  </fieldset>
)

const Option = (
  props: Choice & { kind: 'radio' | 'checkbox'; name: string; id: string; checked: boolean; hx?: HxAttributes | undefined },
) => (
  <div class="dads-choice">
    <input
      class="dads-choice__input"
      type={props.kind}
      id={props.id}
      name={props.name}
      value={props.value}
      checked={props.checked}
      disabled={props.disabled}
      aria-describedby={props.hint ? `${props.id}-choice-hint` : undefined}
      {...props.hx}
    />
    <label class="dads-choice__label" for={props.id}>
      {props.label}
    </label>
    {props.hint ? (
      <span class="dads-choice__hint" id={`${props.id}-choice-hint`}>
        {props.hint}
      </span>
    ) : null}
  </div>
)

/** The first option bears the plain id, so that the error summary's link lands on it. */
const optionId = ({ id, name }: { id?: string | undefined; name: string }, index: number) =>
  index === 0 ? (id ?? name) : `${id ?? name}-${index}`
