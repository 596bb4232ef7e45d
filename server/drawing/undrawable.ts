/** What is said of content that cannot be shown as pages. */
export const reasons = ['damaged', 'encrypted', 'too-large', 'too-slow'] as const

export class Undrawable extends Error {
  override name = 'Undrawable'
  readonly reason: (typeof reasons)[number]
  constructor(reason: (typeof reasons)[number]) {
    super(`content that cannot be drawn: ${reason}`)
    this.reason = reason
  }
}
