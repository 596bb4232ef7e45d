/** What the demo needs for data that is only shown: PCs of centres to sit at, and residents who are cleared for class 3C. */
import type { Engine } from '../kernel/engine.ts'
import { sha256 } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { cast } from './cast.ts'
import { neighbours } from './neighbours.ts'

/** INVARIANT: only the demo has these rows, in which anybody may be anybody; their secrets are known to all the world. */
export const centres = [
  {
    id: '01910000-0000-7000-8000-000000000c01',
    secret: 'demo-centre-itoigawa',
    townId: '152161',
    label: '糸魚川テレワークセンター 1番',
    labelEn: 'PC of the Itoigawa centre',
    registeredBy: cast.makoto.id,
  },
  {
    id: '01910000-0000-7000-8000-000000000c02',
    secret: 'demo-centre-shiojiri',
    townId: '202151',
    label: '塩尻テレワークセンター 窓側',
    labelEn: 'PC of the Shiojiri centre',
    registeredBy: cast.yumi.id,
  },
] as const
export type Centre = (typeof centres)[number]

export async function seedCentres({ writer }: Engine, at: Instant): Promise<void> {
  await writer
    .insertInto('sharedPc')
    .values(
      centres.map(({ secret, labelEn, ...pc }) => ({
        ...pc,
        secretHash: sha256(secret),
        registeredAt: at,
        endedBy: null,
        endedAt: null,
      })),
    )
    .execute()
}

const resident = (romaji: string) => neighbours.find((person) => person.romaji.startsWith(romaji))!.id
/** Who works at centres and was vetted for more. */
export const cleared = { ken: cast.ken.id, taku: resident('Taku'), miwa: resident('Miwa') }

export async function seedCleared({ writer }: Engine): Promise<void> {
  await writer.updateTable('workerProfile').set({ clearance: '3C' }).where('personId', 'in', Object.values(cleared)).execute()
}
