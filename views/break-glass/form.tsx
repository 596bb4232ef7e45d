/** Breaking the glass: which package, why, under which ticket, for how long. */
import { minutes } from '../../policies/break-glass.ts'
import {
  Actions,
  Button,
  ErrorSummary,
  Form,
  LinkButton,
  type Problem,
  problemOf,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../forms.tsx'
import type { Messages } from '../messages/index.ts'
import { named } from '../packages/names.tsx'
import { PageHeading } from '../parts/heading.tsx'

type FormProps = {
  t: Messages
  towns: readonly { value: string; label: string }[]
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const GlassFormPage = ({ t, towns, typed, problems, token }: FormProps) => {
  const words = t.breakGlass.form
  const field = (name: string) => ({
    name,
    value: String(typed[name] ?? ''),
    problem: problemOf(problems, name),
    required: true,
    mark: t.frame.required,
  })
  const labels = { town: words.town, number: words.number, reason: words.reason, ticket: words.ticket, minutes: words.minutes }
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, labels)} />
      <Form action="/glass" token={token}>
        <Select {...field('town')} label={words.town} options={towns} empty="" />
        <TextField
          {...field('number')}
          label={words.number}
          hint={words.numberHint}
          width="sm"
          maxlength={20}
          autocomplete="off"
        />
        <TextArea {...field('reason')} label={words.reason} hint={words.reasonHint} rows={4} maxlength={1000} />
        <TextField
          {...field('ticket')}
          label={words.ticket}
          hint={words.ticketHint}
          width="sm"
          maxlength={60}
          autocomplete="off"
        />
        <Radios
          {...field('minutes')}
          value={String(typed.minutes ?? minutes[0])}
          label={words.minutes}
          options={minutes.map((value) => ({ value, label: words.minutesUnit(value) }))}
          layout="inline"
        />
        <Actions>
          <Button tone="danger">{words.button}</Button>
          <LinkButton kind="text" href="/glass">
            {t.breakGlass.title}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
