/** Statuses grouped by what they mean: a machine says it in a table that leaves none of them out, and its sets follow. */

type Meaning<T, W> = { [S in keyof T]: T[S] extends W ? S : never }[keyof T] & string

/** The statuses that mean one of these things, in the order of the table. */
export const which = <const T extends Readonly<Record<string, string>>, const W extends T[keyof T]>(
  table: T,
  ...wanted: readonly W[]
): readonly Meaning<T, W>[] =>
  Object.keys(table).filter((status): status is Meaning<T, W> => (wanted as readonly string[]).includes(table[status]!))

/** Whether a status is of a set; the compiler knows afterwards which it can be. */
export const within = <S extends string>(set: readonly S[], status: string | null | undefined): status is S =>
  (set as readonly (string | null | undefined)[]).includes(status)
