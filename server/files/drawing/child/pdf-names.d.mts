/** For tests, which read many files without a process for each. */
export function actNamedIn(bytes: Buffer): string
