/** What several tables keep in a column. */

/** JSON text that holds a T: written with `toJson`, read with `fromJson`, never handed on as it is. */
export type Json<T> = string & { readonly json?: T }
export type Bit = 0 | 1
export type Locale = 'ja' | 'en'
export type JobKind = 'import' | 'split' | 'result'
export type JobState = 'running' | 'done' | 'failed'
/** Whom people of a town turn to. */
export type Desk = { name: string; phone: string; email: string; hours: string }
