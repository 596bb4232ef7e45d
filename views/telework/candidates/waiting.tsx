/** Offers that wait for an answer, each with its last day and a way to take it back. */
import { Button, Form } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Section } from '../../parts/heading.tsx'
import { List, type ListColumn } from '../../parts/list.tsx'

export type OpenOffer = {
  id: string
  number: number
  name: string
  kana: string
  romaji: string
  offerEndsOn: string
  price: number
  /** Absent when the reader may not cancel it. */
  token: string | undefined
}

export const OpenOffers = ({ say, offers }: { say: Say; offers: readonly OpenOffer[] }) => {
  const words = say.t.candidates
  const columns: ListColumn<OpenOffer>[] = [
    { label: words.person, kind: 'head', cell: (offer) => say.person(offer) },
    { label: words.lot, cell: ({ number }) => words.lotNumber(number) },
    { label: words.price, kind: 'number', cell: ({ price }) => say.yen(price) },
    { label: words.answerBy, cell: ({ offerEndsOn }) => say.shortDay(offerEndsOn) },
    {
      label: words.cancel,
      kind: 'quiet',
      cell: ({ id, number, token, ...one }) =>
        token ? (
          <Form action={`/assignments/${id}/cancellation`} token={token} inline>
            <Button kind="outline" size="sm" label={words.cancelFor(say.name(one), number)}>
              {words.cancel}
            </Button>
          </Form>
        ) : (
          ''
        ),
    },
  ]
  return (
    <Section title={words.waiting}>
      <List caption={words.waiting} dense rows={offers} columns={columns} />
    </Section>
  )
}
