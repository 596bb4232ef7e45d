// Typed builder of htmx attributes: a misspelt name or an attribute the Content Security Policy forbids does not compile.

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'
type SwapStyle =
  | 'innerHTML'
  | 'outerHTML'
  | 'innerMorph'
  | 'outerMorph'
  | 'beforebegin'
  | 'afterbegin'
  | 'beforeend'
  | 'afterend'
  | 'delete'
  | 'none'
type Swap = SwapStyle | `${SwapStyle} ${string}`
type Status = `status:${number}` | 'status:4xx' | 'status:5xx'
type Moment = 'load' | 'change' | 'input' | 'submit' | 'click' | 'revealed' | 'intersect' | `every ${number}s`

type HxProps = Partial<Record<Verb, string>> & {
  [status in Status]?: `swap:${Swap}` | `target:${string}`
} & {
  target?: string | undefined
  swap?: Swap | undefined
  /** A filter in brackets needs eval, which the policy forbids, so only plain moments and modifiers are offered. */
  trigger?: Moment | `${Moment} delay:${number}ms` | `${Moment} changed delay:${number}ms` | `${Moment} once` | undefined
  select?: string | undefined
  selectOob?: string | undefined
  include?: string | undefined
  indicator?: string | undefined
  disable?: string | undefined
  sync?: string | undefined
  pushUrl?: boolean | undefined
  replaceUrl?: boolean | undefined
  preserve?: boolean | undefined
}

export type HxAttributes = Readonly<Record<string, string>>

export function hx(props: HxProps): HxAttributes {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(props)) {
    if (value !== undefined) attributes[`hx-${NAMES[name] ?? name}`] = String(value)
  }
  return attributes
}

const NAMES: Record<string, string | undefined> = { selectOob: 'select-oob', pushUrl: 'push-url', replaceUrl: 'replace-url' }
