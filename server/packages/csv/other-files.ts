// Knows by its first bytes what is sent instead of a list.
import type { Problem } from './problems.ts'

/** What the file is, where it is no text; nothing where it may be a list. */
export function otherFile(head: Buffer): Problem | undefined {
  const start = head.subarray(0, 2_048).toString('latin1')
  if (start.startsWith('\xd0\xcf\x11\xe0')) return { kind: 'spreadsheet', found: 'xls' }
  if (start.startsWith('%PDF')) return { kind: 'not-text', found: 'pdf' }
  if (start.startsWith('PK\x03\x04')) {
    if (start.includes('opendocument.spreadsheet')) return { kind: 'spreadsheet', found: 'ods' }
    return head.includes('xl/') || start.includes('[Content_Types].xml')
      ? { kind: 'spreadsheet', found: 'xlsx' }
      : { kind: 'not-text', found: 'zip' }
  }
  // Old systems call a page with a table .xls or .csv.
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|meta|head)\b/i.test(start)
    ? { kind: 'not-text', found: 'web' }
    : undefined
}
