// Facts to read: description lists, a figure or two, a person with furigana, a file receipt, and secrets shown once.
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Messages } from '../messages/index.ts'
import { icon } from './icon.tsx'

export type Fact = { term: Child; value: Child; note?: Child; action?: Child }

export const Facts = ({ items, layout = 'rows' }: { items: readonly Fact[]; layout?: 'rows' | 'stacked' | undefined }) => (
  <dl class="dads-description-list" data-layout={layout}>
    {items.map((item) => (
      <div class="dads-description-list__item">
        <dt>{item.term}</dt>
        <dd>
          {item.value}
          {item.note ? <span class="dads-description-list__note">{item.note}</span> : null}
          {item.action ? <div class="dads-description-list__action">{item.action}</div> : null}
        </dd>
      </div>
    ))}
  </dl>
)

export type FigureItem = { label: string; value: string; unit?: string | undefined; note?: Child }

/** Use at most once on a page, for two to four numbers that people come for. */
export const Figures = ({ items }: { items: readonly FigureItem[] }) => (
  <dl class="yui-figures">
    {items.map((item) => (
      <div class="yui-figures__item">
        <dt>{item.label}</dt>
        <dd>
          <span class="yui-price">
            <b>{item.value}</b>
            {item.unit}
          </span>
          {item.note ? <small>{item.note}</small> : null}
        </dd>
      </div>
    ))}
  </dl>
)

type PersonProps = { name: string; kana?: string | undefined; href?: string | undefined; note?: Child }

export const Person = ({ name, kana, href, note }: PersonProps) => (
  <span class="yui-person">
    {href ? (
      <a href={href}>
        <Name name={name} kana={kana} />
      </a>
    ) : (
      <Name name={name} kana={kana} />
    )}
    {note ? <span class="yui-person__note">{note}</span> : null}
  </span>
)

const Name = ({ name, kana }: { name: string; kana?: string | undefined }) => (
  <ruby>
    {name}
    {kana ? <rt>{kana}</rt> : null}
  </ruby>
)

type FileReceiptProps = {
  name: string
  href?: string | undefined
  size: string
  sha256: string
  sha256Label: string
  status?: Child
}

export const FileReceipt = ({ name, href, size, sha256, sha256Label, status }: FileReceiptProps) => (
  <div class="yui-file">
    {icon('file')}
    <div class="yui-file__words">
      <p class="yui-file__name">
        {href ? (
          <a href={href} download>
            {name}
          </a>
        ) : (
          name
        )}
        <span class="yui-file__size">{size}</span>
        {status}
      </p>
      <Fingerprint label={sha256Label} sha256={sha256} />
    </div>
  </div>
)

/** Sixty-four digits that few people read: the first ones are in sight, all of them one press away. */
export const Fingerprint = ({ label, sha256 }: { label: string; sha256: string }) => (
  <details class="yui-fingerprint">
    <summary>
      {label} <code>{sha256.slice(0, 8)}…</code>
    </summary>
    <code>{sha256}</code>
  </details>
)

/** A one-time link or code, easy to select whole; with script, one press copies it. */
export const Code = ({ t, label, children }: { t: Messages['frame']; label: string; children: string }) => (
  <figure class="yui-code">
    <figcaption>{label}</figcaption>
    <code>{children}</code>
    <button class="dads-button" data-type="outline" data-size="sm" type="button" data-copy={t.copied} hidden>
      {t.copy}
    </button>
  </figure>
)

/** `svg` is trusted markup made by our own server, never by a person. */
export const QrCode = ({ svg, label, children }: { svg: string; label: string; children?: Child }) => (
  <figure class="yui-qr">
    <div class="yui-qr__code" role="img" aria-label={label}>
      {raw(svg)}
    </div>
    {children ? <figcaption>{children}</figcaption> : null}
  </figure>
)
