/** What is said of an act: as a record, and to whoever hears of it. Each has one entry in each language, in acts/<area>.ts. */
import type { Act, NoticedAct } from '../../policies/kernel/acts.ts'

/** `of` names a package: with its number and title where they may be told, or as one of many. */
type News = string | ((of: string) => string)
/** `done` is what somebody did, wherever it is recorded; `news` tells who hears of it, and a letter ends there; `advice` is a sentence. */
type Recorded = { readonly done: string; readonly news?: never; readonly advice?: never }
type Heard = { readonly done: string; readonly news: News; readonly advice?: string }

type KindOf<A extends Act> = A extends `${infer Kind}.${string}` ? Kind : never
export type Kind = KindOf<Act>
export type ActWords<K extends Kind = Kind> = {
  readonly [A in Extract<Act, `${K}.${string}`>]: A extends NoticedAct ? Heard : Recorded
}
