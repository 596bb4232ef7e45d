/** Long work as it goes on: a bar that asks the server for itself, and a link for browsers without script. */
import { hx } from '../hx.ts'

type JobProps = { href: string; label: string; hint: string; share: string; percent: number; reload: string }

export const JobProgress = ({ href, label, hint, share, percent, reload }: JobProps) => (
  <div class="yui-job" id="job" {...hx({ get: href, trigger: 'every 0.5s', swap: 'outerMorph' })}>
    <p class="yui-job__head">
      <b>{label}</b>
      <span>{share}</span>
    </p>
    <progress class="yui-job__bar" max="100" value={String(percent)} aria-label={label} />
    <p>{hint}</p>
    <noscript>
      <a href={href}>{reload}</a>
    </noscript>
  </div>
)
