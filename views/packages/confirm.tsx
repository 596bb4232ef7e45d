/** Two ways back, each asked for once: sending a draft back with what should change, and withdrawing a package. */
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf, TextArea } from '../forms.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { named, type Words } from './names.tsx'

type ConfirmProps = { t: Words['t']; pkg: { id: string; number: string; title: string }; token: string }

export const WithdrawPage = ({ t, pkg, token }: ConfirmProps) => {
  const words = t.packages.withdraw
  return (
    <>
      <PageHeading eyebrow={`${pkg.number}　${pkg.title}`} title={words.title} lead={words.lead} />
      <Form action={`/packages/${pkg.id}/withdrawal`} token={token}>
        <Actions>
          <Button tone="danger">{words.button}</Button>
          <LinkButton kind="text" href={`/packages/${pkg.id}`}>
            {words.keep}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

export const SendBackPage = ({
  t,
  pkg,
  token,
  value,
  problems,
}: ConfirmProps & { value: string; problems: readonly Problem[] }) => {
  const words = t.packages.sendBack
  return (
    <>
      <PageHeading eyebrow={`${pkg.number}　${pkg.title}`} title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, { words: words.words })} />
      <Form action={`/packages/${pkg.id}/returns`} token={token}>
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          required
          mark={t.frame.required}
          rows={5}
          maxlength={1000}
          value={value}
          problem={problemOf(problems, 'words')}
        />
        <Actions>
          <Button>{words.button}</Button>
          <LinkButton kind="text" href={`/packages/${pkg.id}`}>
            {t.lots.plan.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
