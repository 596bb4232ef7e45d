/** What is said of a PDF that was looked into. */
import type { ActiveContent } from '../../../policies/files/files.ts'

export const acts = [
  ...(['javascript', 'launch', 'embedded-file', 'media', 'form', 'hidden'] as const satisfies readonly ActiveContent[]),
  ...(['external-link', 'link-to-file', 'opening'] as const satisfies readonly ActiveContent[]),
  ...(['encrypted', 'none'] as const),
] as const
export type Act = (typeof acts)[number]
