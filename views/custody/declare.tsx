/** What a worker is asked when a lot has ended: whether every copy is gone, place by place. */
import { hidingPlaces } from '../../policies/custody.ts'
import { formatMoment } from '../format.ts'
import { Actions, Button, Form, LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import type { Say } from '../say.tsx'

type Line = { id: string; title: string; lotNumber: number; packageNumber: string; takenAt: string | null }

export const DeclarePage = ({ say, line, token }: { say: Say; line: Line; token: string }) => {
  const { t } = say
  const words = t.custody.declare
  return (
    <>
      <PageHeading
        eyebrow={`${line.packageNumber}　${t.assignments.task(line.title, String(line.lotNumber))}`}
        title={words.title}
        lead={line.takenAt === null ? words.lead : words.leadTaken(say.moment(line.takenAt))}
      />
      <Section title={words.where}>
        <div class="yui-prose">
          <ul>
            {hidingPlaces.map((place) => (
              <li>{words.places[place]}</li>
            ))}
          </ul>
        </div>
        <p>{words.after}</p>
      </Section>
      <Form action={`/assignments/${line.id}/deletion`} token={token}>
        <Actions>
          <Button>{words.button}</Button>
          <LinkButton href={`/assignments/${line.id}`} kind="text">
            {words.later}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
