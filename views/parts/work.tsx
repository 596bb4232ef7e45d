// Work on offer and its conditions: a list read from title to price to "may I take it", and what opens a closed job.
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { fromSprite, type IconName, icon, sprite } from './icon.tsx'
import { type Tone, toneIcon } from './status.tsx'

export type WorkItem = {
  href: string
  title: Child
  price: string
  priceUnit?: string | undefined
  priceNote?: string | undefined
  labels?: readonly Child[] | undefined
  meta: readonly string[]
  conditions?: { words: string; open: boolean } | undefined
  level?: 2 | 3 | undefined
}

export type WorkLine = ReturnType<typeof workItem>
export const WorkLines = ({ lines, id }: { lines: readonly WorkLine[]; id?: string | undefined }) => (
  <>
    {SIGNS}
    <ul class="yui-work-list" id={id}>
      {[...lines]}
    </ul>
  </>
)
const SIGNS = sprite(['check', 'lock'])
const SIGN = { yes: fromSprite('check'), no: fromSprite('lock') }

/** The whole row is the target of the title's link, so a thumb cannot miss it. Few templates: this is drawn thousands of times. */
export const workItem = (item: WorkItem) =>
  html`<li class="yui-work"><div class="yui-work__words">${item.labels?.length ? html`<div class="yui-work__labels">${item.labels}</div>` : ''}${heading(item)}<ul class="yui-meta">${item.meta.map(metaItem)}</ul>${item.conditions ? conditionSummary(item.conditions) : ''}</div><p class="yui-work__price"><span class="yui-price"><b>${item.price}</b>${item.priceUnit ?? ''}</span>${item.priceNote ? html`<small>${item.priceNote}</small>` : ''}</p></li>`

const heading = ({ level, href, title }: WorkItem) =>
  level === 2
    ? html`<h2 class="yui-work__title"><a class="yui-work__link" href="${href}">${title}</a></h2>`
    : html`<h3 class="yui-work__title"><a class="yui-work__link" href="${href}">${title}</a></h3>`

const metaItem = (words: string) => html`<li>${words}</li>`

const conditionSummary = ({ words, open }: { words: string; open: boolean }) =>
  html`<p class="yui-work__conditions" data-open="${open ? 'yes' : 'no'}">${SIGN[open ? 'yes' : 'no']}${words}</p>`

export type Condition = {
  met: boolean
  words: Child
  state: string
  todo?: Child
  way?: { href: string; words: string } | undefined
}

/** `state` is the word for met or unmet; `todo` says what to do next, `way` leads there; `unmet` is the sign: a lock closes work, an error fails a review. */
export const Conditions = ({ items, unmet = 'lock' }: { items: readonly Condition[]; unmet?: IconName | undefined }) => (
  <ul class="yui-conditions">
    {items.map((item) => (
      <li class="yui-conditions__item" data-met={item.met ? 'yes' : 'no'}>
        {icon(item.met ? 'success' : unmet)}
        <div>
          <p class="yui-conditions__words">
            {item.words}
            <span class="yui-conditions__state">{item.state}</span>
          </p>
          {item.todo ? <p class="yui-conditions__todo">{item.todo}</p> : null}
          {item.way ? (
            <p>
              <a href={item.way.href}>{item.way.words}</a>
            </p>
          ) : null}
        </div>
      </li>
    ))}
  </ul>
)

export type Task = {
  href: string
  words: string
  note?: Child
  count?: string | undefined
  tone?: Tone | undefined
  label?: string | undefined
}

/** What needs this person now, most urgent first; `label` is the word of the urgency. */
export const TaskList = ({ items }: { items: readonly Task[] }) => (
  <ul class="yui-tasks">
    {items.map((task) => (
      <li class="yui-tasks__item" data-tone={task.tone ?? 'neutral'}>
        {task.count === undefined ? (
          <span class="yui-tasks__sign">{toneIcon(task.tone ?? 'neutral')}</span>
        ) : (
          <b class="yui-tasks__count">{task.count}</b>
        )}
        <div class="yui-tasks__words">
          {task.label ? <p class="yui-tasks__label">{task.label}</p> : null}
          <a class="yui-tasks__link" href={task.href}>
            {task.words}
          </a>
          {task.note ? <p class="yui-tasks__note">{task.note}</p> : null}
        </div>
        {icon('next')}
      </li>
    ))}
  </ul>
)
