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

/** Too much is being drawn at this moment: says nothing of the content, so whoever judges it must ask again later. */
export class Busy extends Undrawable {
  override name = 'Busy'
  constructor() {
    super('too-slow')
  }
}
