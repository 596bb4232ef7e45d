/** Splitting: how many rows make one lot, what that comes to, and the work while it goes on. */
import { checkSplit } from '../../policies/lots.ts'
import { Actions, Button, ErrorSummary, Form, LinkButton, NumberField, type Problem, problemOf } from '../forms.tsx'
import { hx } from '../hx.ts'
import { PageHeading } from '../parts/heading.tsx'
import { Steps } from '../parts/navigation.tsx'
import { Banner } from '../parts/notices.tsx'
import { JobProgress } from './job.tsx'
import { named, type Words } from './names.tsx'
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
type SplitProps = Words & {
  pkg: Prepared
  value: string
  problems: readonly Problem[]
  working: { done: number; total: number } | null
  failed: boolean
  fresh: boolean
  token: string
}

export const SplitPage = (props: SplitProps) => {
  const { t, pkg, problems, working, failed, fresh } = props
  const words = t.lots.split
  return (
    <>
      <Steps label={t.packages.preparing.label} items={preparingItems(t, pkg.id, nextToPrepare(pkg), 'split')} />
      <PageHeading eyebrow={`${pkg.number}　${pkg.title}`} title={words.title} lead={words.lead} />
      <ErrorSummary title={t.frame.problemsTitle} problems={named(t, problems, { rowsPerLot: words.rowsPerLot })} />
      {failed ? (
        <Banner tone="error" title={words.failed} live>
          {words.failedBody}
        </Banner>
      ) : null}
      {working ? <SplitProgress t={t} id={pkg.id} done={working.done} total={working.total} /> : null}
      {pkg.lotCount > 0 && !working && pkg.rowsPerLot ? (
        <Banner
          tone="success"
          title={words.done(pkg.lotCount, pkg.rowsPerLot)}
          live={fresh}
          action={<LinkButton href={`/packages/${pkg.id}/plan`}>{words.next}</LinkButton>}
        />
      ) : null}
      {working ? null : <SplitForm {...props} />}
    </>
  )
}

const SplitForm = ({ t, pkg, value, problems, token }: SplitProps) => {
  const words = t.lots.split
  const again = pkg.lotCount > 0
  return (
    <Form action={`/packages/${pkg.id}/split`} token={token}>
      <NumberField
        name="rowsPerLot"
        label={words.rowsPerLot}
        hint={`${words.hint(pkg.rowCount ?? 0)}${again ? ` ${words.againHint}` : ''}`}
        required
        mark={t.frame.required}
        suffix={words.unit}
        value={value}
        problem={problemOf(problems, 'rowsPerLot')}
        hx={hx({
          get: `/packages/${pkg.id}/split`,
          trigger: 'input changed delay:200ms',
          target: '#comes-to',
          include: '#rowsPerLot',
        })}
      />
      <ComesTo t={t} rows={pkg.rowCount ?? 0} value={value} />
      <Actions>
        <Button kind={again ? 'outline' : 'solid-fill'}>{again ? words.again : words.button}</Button>
        <LinkButton kind="text" href={`/packages/${pkg.id}`}>
          {t.lots.plan.back}
        </LinkButton>
      </Actions>
    </Form>
  )
}

/** How many lots a number of rows comes to; kept up to date while it is typed. */
export const ComesTo = ({ t, rows, value }: { t: Words['t']; rows: number; value: string }) => (
  <p class="yui-hint" id="comes-to" role="status">
    {comesTo(t, rows, Number(value))}
  </p>
)

function comesTo(t: Words['t'], rows: number, per: number): string {
  if (!Number.isInteger(per) || per < 1) return ''
  const problem = splitProblem(t, rows, per)
  if (problem) return problem
  const lots = Math.ceil(rows / per)
  return t.lots.split.comesTo(lots, rows - (lots - 1) * per, Math.min(per, rows))
}

export function splitProblem(t: Words['t'], rows: number, per: number): string | undefined {
  const problem = checkSplit(rows, per)
  if (!problem) return undefined
  return problem.kind === 'too-small' ? t.lots.split.tooSmall(problem.least) : t.lots.split.tooLarge(problem.most)
}

export const SplitProgress = ({ t, id, done, total }: { t: Words['t']; id: string; done: number; total: number }) => {
  const percent = Math.min(99, Math.floor((done / Math.max(1, total)) * 100))
  return (
    <JobProgress
      href={`/packages/${id}/split/progress`}
      label={t.lots.split.working}
      hint={t.packages.rows.workingHint}
      share={t.packages.rows.percent(percent)}
      percent={percent}
      reload={t.packages.rows.reload}
    />
  )
}
