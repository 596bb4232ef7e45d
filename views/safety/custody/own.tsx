/** A worker's own line of the ledger, and what is asked of her about it. */
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { Facts } from '../../parts/facts.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { type LedgerLine, rowOf } from './ledger.tsx'

export const DeletionNotice = ({ t, id }: { t: Messages; id: string }) => (
  <Banner
    tone="warning"
    title={t.custody.declare.section}
    action={<LinkButton href={`/assignments/${id}/deletion`}>{t.custody.declare.link}</LinkButton>}
  >
    {t.custody.declare.sectionBody}
  </Banner>
)

export const OwnLine = ({ say, line }: { say: Say; line: LedgerLine }) => {
  const { t } = say
  const [, , ...cells] = rowOf(say, line)
  const [, , ...terms] = t.custody.columns
  return (
    <Disclosure summary={t.custody.own}>
      <p>{t.custody.ownLead}</p>
      <Facts items={terms.map((term, i) => ({ term, value: cells[i] ?? '' }))} />
    </Disclosure>
  )
}
