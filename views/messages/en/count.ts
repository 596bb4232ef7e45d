/** Where a count meets a noun in English. */

export const n = (value: number) => value.toLocaleString('en-GB')

/** `1 lot`, `2 lots`, `1 person`, `2 people`. What is text has been written out already, with its separators. */
export const of = (count: number | string, one: string, more = `${one}s`): string =>
  `${typeof count === 'number' ? n(count) : count} ${Number(count) === 1 ? one : more}`
