/** The terms of an order, clause by clause: read on a phone, printed on paper. */
import type { Item } from '../../policies/packages/terms.ts'
import type { Locale, Messages } from '../messages/index.ts'
import { Facts } from '../parts/facts.tsx'

type ClausesProps = {
  t: Messages['terms']
  locale: Locale
  clauses: readonly { item: Item; ja: string; en: string }[]
}

export const Clauses = ({ t, locale, clauses }: ClausesProps) => (
  <Facts
    items={clauses.map((clause) => ({ term: t.items[clause.item], value: <span class="yui-lines">{clause[locale]}</span> }))}
  />
)
