/** What a person sees when something did not work: what happened, and where to go. */

import { PageHeading } from '../parts/heading.tsx'
import { LinkButton } from './forms.tsx'

export const ErrorPage = ({ title, advice, home }: { title: string; advice: string; home: string }) => (
  <>
    <PageHeading title={title} lead={advice} />
    <p>
      <LinkButton href="/" kind="outline">
        {home}
      </LinkButton>
    </p>
  </>
)

type ClosedProps = { title: string; lead: string; reasons: readonly { title: string; advice: string }[]; home: string }
/** Content that stays closed: each reason with what opens it. */
export const ClosedPage = ({ title, lead, reasons, home }: ClosedProps) => (
  <>
    <PageHeading title={title} lead={lead} />
    <ClosedReasons reasons={reasons} />
    <p>
      <LinkButton href="/" kind="outline">
        {home}
      </LinkButton>
    </p>
  </>
)

export const ClosedReasons = ({ reasons }: Pick<ClosedProps, 'reasons'>) => (
  <dl class="yui-reasons">
    {reasons.map((reason) => (
      <div>
        <dt>{reason.title}</dt>
        <dd>{reason.advice}</dd>
      </div>
    ))}
  </dl>
)
