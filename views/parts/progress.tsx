// Progress drawn on the server: a bar in SVG segments by status, with the same facts as words below it.
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'

type Segment = { tone: 'done' | 'review' | 'active' | 'late' | 'todo'; words: string; count: number }
type ProgressProps = { label: string; value: Child; segments: readonly Segment[]; legend?: boolean | undefined }

export const Progress = ({ label, value, segments, legend = true }: ProgressProps) => (
  <div class="yui-progress">
    <p class="yui-progress__head">
      <span>{label}</span>
      <b>{value}</b>
    </p>
    {progressBar(segments)}
    {legend ? (
      <ul class="yui-progress__legend">
        {segments.map((segment) =>
          segment.count === 0 ? null : (
            <li>
              <svg
                class="yui-progress__key"
                viewBox="0 0 12 12"
                width="12"
                height="12"
                aria-hidden="true"
                data-tone={segment.tone}
              >
                <rect width="12" height="12" rx="2" />
              </svg>
              {segment.words} <b>{segment.count}</b>
            </li>
          ),
        )}
      </ul>
    ) : null}
  </div>
)

/** The bar alone, for table rows: decorative, so say the numbers beside it. */
export const progressBar = (segments: readonly Segment[]) => {
  const total = segments.reduce((sum, segment) => sum + segment.count, 0) || 1
  let start = 0
  return html`<svg class="yui-progress__bar" width="100%" height="12" aria-hidden="true" focusable="false"><rect class="yui-progress__track" width="100%" height="12"/>${segments.map(
    (segment) => {
      const x = (start / total) * 100
      start += segment.count
      return html`<rect data-tone="${segment.tone}" x="${x.toFixed(2)}%" width="${((segment.count / total) * 100).toFixed(2)}%" height="12"/>`
    },
  )}</svg>`
}
