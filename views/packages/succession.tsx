/** Who answers for a manager's packages from now on, or while the manager is away. */
import { Checkboxes, DateField, Radios } from '../kernel/forms.tsx'
import type { Named, Say } from '../kernel/say.tsx'
import { type Filled, FormPage, fieldIn, tickedIn } from '../parts/form-page.tsx'
import { Section } from '../parts/heading.tsx'

type Deputy = Named & { id: string; fromOn: string; untilOn: string | null }
type Props = {
  say: Say
  /** The address under which both forms stand. */
  at: string
  /** Of the manager. */
  name: string
  town: Named
  isOwn: boolean
  packages: readonly { id: string; number: string; title: string }[]
  others: readonly (Named & { id: string })[]
  deputies: readonly Deputy[]
  form: Filled
}

export const SuccessionPage = (props: Props) => {
  const { say, at, name, town, packages, form } = props
  const words = say.t.succession
  const field = fieldIn(say, form)
  return (
    <FormPage
      {...{ say, form }}
      eyebrow={say.name(town)}
      title={words.title(name)}
      lead={words.lead}
      above={
        packages.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <p>
            <a href={`${at}/deputy`}>{words.toDeputy}</a>
          </p>
        )
      }
      action={`${at}/succession`}
      button={words.button}
      back={backOf(props)}
    >
      <Successors {...props} label={words.to} />
      <Checkboxes
        {...field('packages', words.packages)}
        values={tickedIn(form, 'packages')}
        options={packages.map(({ id, number, title }) => ({ value: id, label: title ? `${number}　${title}` : number }))}
      />
    </FormPage>
  )
}

export const DeputyPage = (props: Props) => {
  const { say, at, name, town, deputies, form } = props
  const words = say.t.succession
  const field = fieldIn(say, form)
  return (
    <FormPage
      {...{ say, form }}
      eyebrow={say.name(town)}
      title={words.deputy.title(name)}
      lead={words.deputy.lead}
      above={
        deputies.length > 0 ? (
          <Section title={words.deputy.now}>
            <ul>
              {deputies.map((one) => (
                <li>
                  {termOf(say, one)} <a href={`${at}/deputy/${one.id}/ending`}>{words.deputy.end.link}</a>
                </li>
              ))}
            </ul>
          </Section>
        ) : undefined
      }
      action={`${at}/deputy`}
      button={words.deputy.button}
      back={backOf(props)}
    >
      <Successors {...props} label={words.deputy.to} />
      <DateField {...field('from', words.deputy.from)} />
      <DateField {...field('until', words.deputy.until)} />
    </FormPage>
  )
}

const termOf = (say: Say, one: Deputy) =>
  say.t.succession.deputy.one(say.name(one), say.day(one.fromOn), say.day(one.untilOn ?? one.fromOn))

type ResumeProps = Pick<Props, 'say' | 'at' | 'name' | 'town' | 'form'> & { deputy: Deputy }
export const ResumePage = ({ say, at, name, town, form, deputy }: ResumeProps) => {
  const words = say.t.succession.deputy.end
  return (
    <FormPage
      {...{ say, form }}
      eyebrow={say.name(town)}
      title={words.title}
      lead={words.lead(name)}
      above={<p>{termOf(say, deputy)}</p>}
      action={`${at}/deputy/${deputy.id}/ending`}
      button={words.button}
      back={{ href: `${at}/deputy`, words: say.t.succession.back }}
    />
  )
}

const Successors = ({ say, others, form, label }: Props & { label: string }) => (
  <>
    {others.length === 0 ? <p>{say.t.succession.nobody}</p> : null}
    <Radios
      {...fieldIn(say, form)('to', label, say.t.succession.toHint)}
      options={others.map((one) => ({ value: one.id, label: say.name(one) }))}
    />
  </>
)

const backOf = ({ say, isOwn }: Props) => ({ href: isOwn ? '/packages' : '/', words: say.t.succession.back })
