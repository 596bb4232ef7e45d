/** That something stands still because of a suspected leak: why, what to do, and what happens to due dates. */
import type { Messages } from '../../messages/index.ts'
import { Banner } from '../../parts/notices.tsx'

type LotProps = {
  t: Messages
  title: string
  why: string
  /** Nothing of it is in their hands yet. */
  offered: boolean
  packageId: string
  /** Its page; nothing where this is its page. */
  href?: string | undefined
}

export const FrozenLot = ({ t, title, why, offered, packageId, href }: LotProps) => {
  const words = t.incidents.notice
  return (
    <Banner
      tone="warning"
      title={href ? <a href={href}>{title}</a> : title}
      action={offered ? undefined : <a href={`/incidents/new?package=${packageId}`}>{words.tell}</a>}
    >
      <p>{why}</p>
      {offered ? null : (
        <ol class="yui-criteria">
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      )}
      <p>{words.due}</p>
    </Banner>
  )
}

export const FrozenPackage = ({ t, why, incident }: { t: Messages; why: string; incident: string | undefined }) => {
  const words = t.incidents.notice
  return (
    <Banner tone="warning" title={words.pkg} action={incident ? <a href={`/incidents/${incident}`}>{words.see}</a> : undefined}>
      <p>{why}</p>
      <p>{words.staff}</p>
    </Banner>
  )
}
