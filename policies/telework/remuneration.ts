/** Remuneration (報酬): what is due to a worker for a lot, as a row of its own, made in the write that causes it. */

/**
 * Why it is due. `approved`: the whole lot passed its review. `handed-back`: the part of a lot that its worker had done when they gave
 * it back. `taken-back`: the part that was done when the manager took the lot back.
 */
export const causes = ['approved', 'handed-back', 'taken-back'] as const
export type Cause = (typeof causes)[number]

/** What a lot was agreed to pay, integer yen, tax included, and for how many rows. */
export type Agreed = { readonly price: number; readonly rows: number }

/** Integer yen for one row, as it was agreed when the lot was offered; a price is a whole number of yen for each row. */
export const unitPriceOf = ({ price, rows }: Agreed): number => Math.floor(price / rows)

/**
 * Integer yen for so many rows of a lot at the price agreed for it; all of them come to the price of the lot, and a part is
 * rounded up, since nothing may be taken off what was agreed (特定受託事業者に係る取引の適正化等に関する法律 5条).
 */
export const yenFor = ({ price, rows }: Agreed, quantity: number): number => Math.ceil((price * quantity) / rows)
