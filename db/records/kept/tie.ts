/** Ties the table of what is kept about people (policies/kept/) to the tables that there are: what it lacks or misspells does not compile. */
import type { kept, Words } from '../../../policies/records/kept/index.ts'
import type { Schema } from '../../kernel/schema.ts'
import type { Bit } from '../../tables/columns.ts'
import type { called, LeadsTo } from './ways.ts'

type Table = keyof Schema
type Kept = typeof kept
type Get<Entry, Key extends string> = Entry extends { readonly [K in Key]: infer Value } ? Value : never
type Of<T, Key extends string> = Get<Kept[T & keyof Kept], Key>
type Ends<T, Key extends string> = Get<Of<T, 'ends'>, Key>
type KeysOf<Value> = Value extends object ? keyof Value : never
type Head<Path> = Path extends `${infer Column}.${string}` ? Column : Path
type Where<T extends Table, Is> = {
  [C in keyof Schema[T]]: Is extends IsOf<NonNullable<Schema[T][C]>> ? C : never
}[keyof Schema[T]]
type IsOf<Value> =
  | ('json' extends keyof Value ? 'json' : never)
  | (string extends Value ? 'text' : never)
  | (Value extends Bit ? 'bit' : never)
type Differ<A, B> = Exclude<A, B> | Exclude<B, A>

type Paths<T> = Words<Of<T, 'shown'> | Get<Of<T, 'rows'>, 'of'>>
type Key<T> = [Get<Of<T, 'rows'>, 'key'>] extends [never] ? 'id' : Get<Of<T, 'rows'>, 'key'>
type Declared<T> = 'id' | Head<Paths<T>> | KeysOf<Of<T, 'leftOut'> | Of<T, 'names'> | Of<T, 'blank'>> | Words<Of<T, 'nothing'>>
type Mentioned<T> =
  | Exclude<Declared<T>, 'id'>
  | (Of<T, 'section'> extends never ? never : Key<T>)
  | Get<Of<T, 'rows'>, 'newest'>
  | KeysOf<Ends<T, 'goes'> | Ends<T, 'stays'>>
/** A path that does not come to a value, or to something that is called anything. */
type Astray<T, Path> = Path extends `${infer Column}.${infer Rest}`
  ? [LeadsTo<Column>] extends [never]
    ? Path
    : Astray<LeadsTo<Column>, Rest>
  : Path extends keyof Schema[T & Table]
    ? [LeadsTo<Path>] extends [keyof typeof called]
      ? never
      : Path
    : Path
/** What somebody wrote, and what goes when its row stays must be said of it. */
type Unended<T extends Table> =
  Ends<T, 'goes'> extends 'row'
    ? never
    : Of<T, 'ends'> extends never
      ? never
      : Exclude<Written<T>, KeysOf<Ends<T, 'goes'> | Ends<T, 'stays'>>>
type Written<T extends Table> = Exclude<Where<T, 'text' | 'json'>, 'id' | `${string}Id` | `${string}By`>
type Fault<T extends Table> =
  | Exclude<keyof Schema[T], Declared<T>>
  | Exclude<Mentioned<T>, keyof Schema[T]>
  | Astray<T, Paths<T>>
  | Differ<Where<T, 'json'> & Words<Of<T, 'shown'>>, Words<Of<T, 'json'>>>
  | Differ<Where<T, 'bit'> & Words<Of<T, 'shown'>>, Words<Of<T, 'bits'>>>
  | Unended<T>
type Faults = Differ<Table, keyof Kept> | { [T in Table]: `${T}.${Fault<T> & string}` }[Table]

/** INVARIANT: each fault is a property that this lacks, so it compiles only where there is none. */
export const faults: { readonly [F in Faults]: F } = {}
