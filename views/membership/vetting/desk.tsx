/** Whom an applicant or a worker may ask: the desk of their town. */
import type { Messages } from '../../messages/index.ts'
import { Facts } from '../../parts/facts.tsx'

export type Desk = { readonly name: string; readonly phone: string; readonly email: string; readonly hours: string }

export const DeskFacts = ({ t, town, desk }: { t: Messages['vetting']['desk']; town: string; desk: Desk | null }) =>
  desk ? (
    <Facts
      items={[
        { term: t.name, value: desk.name },
        ...(desk.phone ? [{ term: t.phone, value: desk.phone }] : []),
        ...(desk.email ? [{ term: t.email, value: desk.email }] : []),
        ...(desk.hours ? [{ term: t.hours, value: desk.hours }] : []),
      ]}
    />
  ) : (
    <p>{t.none(town)}</p>
  )
