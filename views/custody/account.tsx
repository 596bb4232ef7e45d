/** The town says what became of a lot's files: how it knows, and why the worker does not say it. */
import { townAccountings, townReasons } from '../../policies/custody.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, type Problem, problemOf, Radios } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { nameOf } from '../packages/names.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHeading } from '../parts/heading.tsx'
import type { Say } from '../say.tsx'
import { type LedgerLine, rowOf } from './ledger.tsx'

type Props = {
  say: Say
  line: LedgerLine & { packageId: string; title: string }
  typed: Readonly<Record<string, string | readonly string[]>>
  problems: readonly Problem[]
  token: string
}

export const AccountPage = ({ say, line, typed, problems, token }: Props) => {
  const { t } = say
  const words = t.custody.account
  const field = (name: string) => ({
    name,
    value: String(typed[name] ?? ''),
    problem: problemOf(problems, name),
    mark: t.frame.required,
    required: true,
  })
  const [lot, , , , taken, returned] = rowOf(say, line)
  const [, , , , takenAt, returnedAt] = t.custody.columns
  return (
    <>
      <ErrorSummary title={t.frame.problemsTitle} problems={problems} />
      <PageHeading
        eyebrow={`${line.title}　${lot}`}
        title={words.title}
        lead={words.lead(nameOf(locale, { name: line.holder, romaji: line.holderRomaji }))}
      />
      <Facts
        items={[
          { term: takenAt, value: taken },
          { term: returnedAt, value: returned },
        ]}
      />
      <Form action={`/packages/${line.packageId}/custody/${line.id}`} token={token}>
        <Radios
          {...field('how')}
          label={words.how}
          options={townAccountings.map((value) => ({ value, label: words.hows[value] }))}
        />
        <Radios
          {...field('reason')}
          label={words.reason}
          hint={words.reasonHint}
          options={townReasons.map((value) => ({ value, label: words.reasons[value] }))}
        />
        <Actions>
          <Button>{words.button}</Button>
          <LinkButton href={`/packages/${line.packageId}/custody`} kind="text">
            {words.back}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
