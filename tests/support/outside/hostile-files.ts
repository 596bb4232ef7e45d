/** Files that must not get in, each with the problem that must be named; all are made here, none lies in the repository. */
import { archives } from '../hostile/bad-archives.ts'
import { documents } from '../hostile/bad-documents.ts'
import { lies, names } from '../hostile/bad-names.ts'
import { numbers } from '../hostile/bad-numbers.ts'
import { objects } from '../hostile/bad-objects.ts'
import { offices } from '../hostile/bad-offices.ts'
import { pictures } from '../hostile/bad-pictures.ts'
import { reaching } from '../hostile/bad-reach.ts'
import { markup } from '../hostile/bad-xml.ts'

export const hostileFiles = [
  ...names,
  ...lies,
  ...documents,
  ...objects,
  ...pictures,
  ...archives,
  ...offices,
  ...markup,
  ...reaching,
  ...numbers,
]
