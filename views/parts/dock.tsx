/** On a phone, what is paid, until when, and the one next step stay at the foot of the screen; a wide screen shows all three at once. */
import { LinkButton } from '../kernel/forms.tsx'

export type DockProps = { figures: readonly string[]; href: string; action: string }

export const Dock = ({ figures: [first, ...others], href, action }: DockProps) => (
  <div class="yui-dock">
    <p class="yui-dock__figures">
      <b>{first}</b> {others.join(' ')}
    </p>
    <LinkButton href={href} size="md">
      {action}
    </LinkButton>
  </div>
)
