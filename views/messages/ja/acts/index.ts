/** Every act in Japanese: an act without its words does not compile. */
import type { ActWords } from '../../acts.ts'
import { access } from './access.ts'
import { custody } from './custody.ts'
import { files } from './files.ts'
import { identity } from './identity.ts'
import { incidents } from './incidents.ts'
import { packages } from './packages.ts'
import { people } from './people.ts'
import { towns } from './towns.ts'
import { training } from './training.ts'
import { vetting } from './vetting.ts'
import { work } from './work.ts'

export const acts: ActWords = {
  ...access,
  ...custody,
  ...files,
  ...identity,
  ...incidents,
  ...packages,
  ...people,
  ...towns,
  ...training,
  ...vetting,
  ...work,
}
