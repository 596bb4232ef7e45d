/** Splitting: how many rows make one lot, what that comes to, and the work while it goes on. */
import { checkSplit } from '../../policies/packages/lots.ts'
import { LinkButton, NumberField } from '../kernel/forms.tsx'
import { hx } from '../kernel/hx.ts'
import type { Say } from '../kernel/say.tsx'
import type { Messages } from '../messages/index.ts'
import { ActForm, type Filled, fieldIn, Problems, typedIn } from '../parts/form-page.tsx'
import { PageHeading } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Banner } from '../parts/notices.tsx'
import { JobProgress, type Working } from './job.tsx'
import { numbered } from './names.tsx'
import { nextToPrepare, preparingItems } from './preparing.tsx'

export type Prepared = {
  id: string
  number: string
  title: string
  rowCount: number | null
  rowsPerLot: number | null
  lotCount: number
  unitPrice: number | null
}
type SplitProps = {
  say: Say
  pkg: Prepared
  form: Filled
  working: { done: number; total: number } | null
  failed: boolean
  fresh: boolean
}

export const SplitPage = ({ say, pkg, form, working, failed, fresh }: SplitProps) => {
  const { t } = say
  const words = t.lots.split
  const asked = working ? (
    <SplitProgress t={t} id={pkg.id} done={working.done} total={working.total} />
  ) : (
    splitForm(say, pkg, form)
  )
  return (
    <>
      <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, nextToPrepare(pkg), 'split')} />
      <PageHeading eyebrow={numbered(pkg)} title={words.title} lead={words.lead} />
      <Problems say={say} form={form} />
      {failed ? (
        <Banner tone="error" title={words.failed} live>
          {words.failedBody}
        </Banner>
      ) : null}
      {pkg.lotCount > 0 && !working && pkg.rowsPerLot ? (
        <Banner
          tone="success"
          title={words.done(pkg.lotCount, pkg.rowsPerLot)}
          live={fresh}
          action={<LinkButton href={`/packages/${pkg.id}/plan`}>{words.next}</LinkButton>}
        />
      ) : null}
      {asked}
    </>
  )
}

/** Called, not drawn as an element: the summary above needs the labels of its fields. */
function splitForm(say: Say, pkg: Prepared, form: Filled) {
  const { split: words, plan } = say.t.lots
  const again = pkg.lotCount > 0
  const at = `/packages/${pkg.id}`
  const hint = `${words.hint(pkg.rowCount ?? 0)}${again ? ` ${words.againHint}` : ''}`
  const live = hx({ get: `${at}/split`, trigger: 'input changed delay:200ms', target: '#comes-to', include: '#rowsPerLot' })
  const button = again ? ({ button: words.again, kind: 'outline' } as const) : { button: words.button }
  return (
    <ActForm say={say} form={form} action={`${at}/split`} {...button} back={{ href: at, words: plan.back }}>
      <NumberField {...fieldIn(say, form)('rowsPerLot', words.rowsPerLot, hint)} suffix={words.unit} hx={live} />
      <ComesTo t={say.t} rows={pkg.rowCount ?? 0} value={typedIn(form, 'rowsPerLot')} />
    </ActForm>
  )
}

/** How many lots a number of rows comes to; kept up to date while it is typed. */
export const ComesTo = ({ t, rows, value }: { t: Messages; rows: number; value: string }) => (
  <p class="yui-hint" id="comes-to" role="status">
    {comesTo(t, rows, Number(value))}
  </p>
)

function comesTo(t: Messages, rows: number, per: number): string {
  if (!Number.isInteger(per) || per < 1) return ''
  const problem = splitProblem(t, rows, per)
  if (problem) return problem
  const lots = Math.ceil(rows / per)
  return t.lots.split.comesTo(lots, rows - (lots - 1) * per, Math.min(per, rows))
}

export function splitProblem(t: Messages, rows: number, per: number): string | undefined {
  const problem = checkSplit(rows, per)
  if (!problem) return undefined
  return problem.kind === 'too-small' ? t.lots.split.tooSmall(problem.least) : t.lots.split.tooLarge(problem.most)
}

export const SplitProgress = ({ id, ...job }: Working) => (
  <JobProgress href={`/packages/${id}/split/progress`} label={job.t.lots.split.working} {...job} />
)
