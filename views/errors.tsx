/** What a person sees when something did not work: what happened, and where to go. */
import { LinkButton } from './forms.tsx'
import { PageHeading } from './parts/heading.tsx'

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
