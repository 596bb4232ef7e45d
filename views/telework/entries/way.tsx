/** How the rows of a lot that is only shown are reached from here and now: the button, or every reason why not and where it opens. */
import type { Reason } from '../../../policies/safety/access.ts'
import type { Place } from '../../../policies/safety/classes.ts'
import { ClosedReasons } from '../../kernel/errors.tsx'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Section } from '../../parts/heading.tsx'
import { Banner } from '../../parts/notices.tsx'

export type Content = {
  how: 'text' | 'pages' | 'touch' | 'closed'
  reasons: readonly Reason[]
  touch: string | undefined
  places: readonly Place[]
  onlyShown: boolean
  /** The page that the reader looked at last. */
  lastPage: number | undefined
}
type WayProps = {
  say: Say
  id: string
  content: Content
  relation: 'worker' | 'staff'
  /** Opening is what the page is for now. */
  main: boolean
}

export const Way = ({ say, id, content, relation, main }: WayProps) => {
  const words = say.t.entries.way
  const isWorker = relation === 'worker'
  const on = content.lastPage ?? 1
  return (
    <Section title={isWorker ? words.title : words.staffTitle} lead={isWorker ? words.lead : words.staffLead} id="content">
      {content.how === 'closed' ? (
        <Closed say={say} content={content} />
      ) : (
        <>
          <div class="yui-actions">
            <LinkButton href={`/assignments/${id}/pages`} kind={isWorker && main ? 'solid-fill' : 'outline'}>
              {on > 1 ? words.goOn(say.number(on)) : words.open}
            </LinkButton>
            {on > 1 ? (
              <LinkButton href={`/assignments/${id}/pages/1`} kind="text">
                {words.first}
              </LinkButton>
            ) : null}
          </div>
          <p class="yui-fine">
            {words.here} {content.touch ? words.touch : ''}
          </p>
        </>
      )}
    </Section>
  )
}

export const Closed = ({ say: { t }, content }: { say: Say; content: Pick<Content, 'reasons' | 'places'> }) => {
  const words = t.entries.way
  const { reasons, places } = content
  return (
    <>
      <Banner tone="warning" title={words.closed}>
        <p>{words.closedLead}</p>
      </Banner>
      <ClosedReasons reasons={reasons.map((reason) => t.access.reasons[reason])} />
      {reasons.includes('place') && places.length > 0 ? (
        <p>
          <b>{words.placesTitle}</b> {words.places(places.map((place) => t.places[place]))}
        </p>
      ) : null}
    </>
  )
}
