/** Home: what needs me, first; then what I have achieved. */
import type { Child } from 'hono/jsx'
import { LinkButton } from './kernel/forms.tsx'
import type { Messages } from './messages/index.ts'
import { type FigureItem, Figures } from './parts/facts.tsx'
import { PageHeading, Section } from './parts/heading.tsx'
import { Empty } from './parts/notices.tsx'
import { type Task, TaskList } from './parts/work.tsx'

type Props = {
  t: Messages['home']
  name: string
  role: string
  tasks: readonly Task[]
  quiet: { words: string; action: { href: string; words: string } }
  figures?: readonly FigureItem[] | undefined
  more: readonly { title: string; tasks: readonly Task[] }[]
  /** What is the matter with the person's own keys, before all else. */
  notices?: Child
}

export const HomePage = ({ t, name, role, tasks, quiet, figures, more, notices }: Props) => (
  <>
    <PageHeading title={t.hello(name)} eyebrow={role} />
    {notices}
    <Section title={t.now}>
      {tasks.length > 0 ? (
        <TaskList items={tasks} />
      ) : (
        <Empty title={t.quiet} action={<LinkButton href={quiet.action.href}>{quiet.action.words}</LinkButton>}>
          {quiet.words}
        </Empty>
      )}
    </Section>
    {more.map((group) => (
      <Section title={group.title}>
        <TaskList items={group.tasks} />
      </Section>
    ))}
    {figures ? (
      <Section title={t.earned}>
        <Figures items={figures} />
      </Section>
    ) : null}
  </>
)
