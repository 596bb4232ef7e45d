/** A story of the demo: what people did, each deed told with how long ago it was. */
import type { Stage } from './stage.ts'

/** So many days ago, this was done. */
export type Tell = (ago: number, run: (ago: number) => Promise<unknown>) => void
export type Story = (stage: Stage, tell: Tell) => void
