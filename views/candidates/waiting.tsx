/** Offers that wait for an answer, each with its last day and a way to take it back. */
import { formatShortDay, formatYen } from '../format.ts'
import { Button, Form } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { Person } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Table } from '../parts/table.tsx'

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
const nameOf = (locale: Locale, one: { name: string; romaji: string }) => (locale === 'ja' ? one.name : one.romaji)

export const OpenOffers = ({ t, locale, offers }: { t: Messages; locale: Locale; offers: readonly OpenOffer[] }) => {
  const words = t.candidates
  return (
    <Section title={words.waiting}>
      <Table
        caption={words.waiting}
        captionHidden
        dense
        columns={[
          { label: words.person, kind: 'head' },
          { label: words.lot },
          { label: words.price, kind: 'number' },
          { label: words.answerBy },
          { label: words.cancel, kind: 'quiet' },
        ]}
        rows={offers.map((offer) => ({
          cells: [
            <Person name={nameOf(locale, offer)} kana={locale === 'ja' ? offer.kana : undefined} />,
            words.lotNumber(offer.number),
            formatYen(locale, offer.price),
            formatShortDay(locale, offer.offerEndsOn),
            offer.token ? (
              <Form action={`/assignments/${offer.id}/cancellation`} token={offer.token} inline>
                <Button kind="outline" size="sm" label={words.cancelFor(nameOf(locale, offer), offer.number)}>
                  {words.cancel}
                </Button>
              </Form>
            ) : (
              ''
            ),
          ],
        }))}
      />
    </Section>
  )
}
