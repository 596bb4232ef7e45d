/** The hold after a recovery of keys: what stays closed while the true owner can still say that it was not them. */
import { type DataClass, rank } from '../safety/classes.ts'

/** Class 2 and above, and payment details, stay closed for this long after a key came back. Hours. */
export const holdHours = 72
/** The lowest class that a hold closes. */
const closedFrom: DataClass = '2'

/** The instant until which somebody is held, or null once it has come. Whoever loads an actor asks this with their own clock. */
export const holdAt = <T extends string>(heldUntil: T | null, at: string): T | null =>
  heldUntil !== null && heldUntil > at ? heldUntil : null

type Held = { readonly heldUntil?: string | null | undefined }
export const isHeld = ({ heldUntil }: Held): boolean => Boolean(heldUntil)

/** Whether the hold closes content of this class; what nobody has classed yet may be anything, so it is closed too. */
export const isClosedTo = (person: Held, dataClass: DataClass | null): boolean =>
  isHeld(person) && (dataClass === null || rank(dataClass) >= rank(closedFrom))
