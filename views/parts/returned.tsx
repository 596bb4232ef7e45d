/** What was kept for the form of this page: told above it, and for a form that the server has not filled, handed to static/kept.js. */
import { Banner } from './notices.tsx'

type ReturnedProps = {
  kept: {
    readonly action: string
    readonly typed: Readonly<Record<string, string | readonly string[]>>
    readonly told?: boolean
    readonly files?: boolean
  }
  words: { title: string; lead: string; files: string }
  filled: boolean
  /** What the form was drawn from when this was typed goes with it. */
  once: string
}
export const Returned = ({ kept, words, filled, once }: ReturnedProps) => (
  <>
    {kept.told ? (
      <Banner tone="info" title={words.title} live>
        <p>{words.lead}</p>
        {kept.files ? <p>{words.files}</p> : null}
      </Banner>
    ) : null}
    {filled ? null : <div hidden data-kept={kept.action} data-typed={JSON.stringify({ ...kept.typed, _once: once })} />}
  </>
)
