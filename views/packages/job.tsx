/** Long work as it goes on: a bar that asks the server for itself, and a link for browsers without script. */
import { hx } from '../kernel/hx.ts'
import type { Messages } from '../messages/index.ts'

export type Working = { t: Messages; id: string; done: number; total: number }
type JobProps = Omit<Working, 'id'> & { href: string; label: string }

export const JobProgress = ({ t, href, label, done, total }: JobProps) => {
  const words = t.packages.rows
  const percent = Math.min(99, Math.floor((done / Math.max(1, total)) * 100))
  return (
    <div class="yui-job" id="job" {...hx({ get: href, trigger: 'every 0.5s', swap: 'outerMorph' })}>
      <p class="yui-job__head">
        <b>{label}</b>
        <span>{words.percent(percent)}</span>
      </p>
      <progress class="yui-job__bar" max="100" value={String(percent)} aria-label={label} />
      <p>{words.workingHint}</p>
      <noscript>
        <a href={href}>{words.reload}</a>
      </noscript>
    </div>
  )
}
