/** How the work is done: the instructions, what the review looks at, and the rows. */
import { LinkButton } from '../../kernel/forms.tsx'
import { Section } from '../../parts/heading.tsx'
import { type AssignmentProps, rowsOf } from './props.ts'

export const HowTo = ({ say, assignment, brief, may, submissions, relation }: AssignmentProps) => {
  const words = say.t.assignments.work
  const [last] = submissions
  return (
    <Section title={words.title} id="how">
      <div class="yui-how">
        <h3>{words.brief}</h3>
        <p class="yui-said">{say.quoted(brief ?? '')}</p>
        <h3>{words.criteria}</h3>
        <div class="yui-prose">
          <ol>
            {assignment.criteria.map((criterion) => (
              <li>{say.quoted(criterion)}</li>
            ))}
          </ol>
        </div>
        {may.download ? (
          <>
            <h3>{words.download}</h3>
            {relation === 'worker' ? (
              <p>
                {words.downloadLead} {assignment.keyColumn ? words.key(assignment.keyColumn) : ''}
              </p>
            ) : null}
            <div class="yui-actions">
              {last && relation === 'worker' ? (
                <LinkButton href={`/assignments/${assignment.id}/submissions/${last.version}`} kind="outline" download>
                  {words.earlier(last.version)}
                </LinkButton>
              ) : null}
              <LinkButton href={`/assignments/${assignment.id}/rows`} kind="outline" download>
                {words.button(say.number(rowsOf(assignment)))}
              </LinkButton>
            </div>
          </>
        ) : null}
      </div>
    </Section>
  )
}
