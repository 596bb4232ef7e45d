/** On the page of a package: that somebody looks at it in an emergency, and what still waits for its review. */
import type { Status } from '../../../policies/safety/break-glass.ts'
import type { Say } from '../../kernel/say.tsx'
import { Banner } from '../../parts/notices.tsx'

export type ShownGlass = { id: string; name: string; romaji: string; endsAt: string; status: Status }

export const GlassBanners = ({ say, glass }: { say: Say; glass: readonly ShownGlass[] }) => (
  <>
    {glass.map(({ id, name, romaji, endsAt, status }) => {
      const words = say.t.breakGlass
      const link = (said: string) => <a href={`/glass/${id}`}>{said}</a>
      if (status === 'over') return <Banner tone="info" title={words.waiting.title} action={link(words.waiting.link)} />
      return (
        <Banner tone="warning" title={words.banner.title(say.name({ name, romaji }))} action={link(words.banner.link)}>
          <p>{words.banner.words(say.moment(endsAt))}</p>
        </Banner>
      )
    })}
  </>
)
