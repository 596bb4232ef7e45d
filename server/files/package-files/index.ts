/** Files of packages: the town's material, and what workers add to their deliveries. */
import { routes } from '../../kernel/routes.ts'
import { lotFiles } from './lot.tsx'
import { material } from './material.tsx'

export const packageFiles = routes()
material(packageFiles)
lotFiles(packageFiles)
