/** One town as its coordinators and the secretariat see it: desk, pledge, rules for data, and its plain facts. */
import type { TownRules } from '../../../policies/membership/towns.ts'
import type { PaymentTerms } from '../../../policies/packages/terms.ts'
import { LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts, Fingerprint } from '../../parts/facts.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { Tabs } from '../../parts/navigation.tsx'
import { Banner, Disclosure, Empty } from '../../parts/notices.tsx'
import { chip } from '../../parts/status.tsx'
import { RulesTable } from './rules.tsx'

type Desk = { name: string; phone: string; email: string; hours: string }
type Version = {
  version: number
  sha256: string
  publishedAt: string
  name: string | null
  kana: string | null
  romaji: string | null
}
type Town = {
  id: string
  name: string
  kana: string
  romaji: string
  prefecture: string
  joinedOn: string
  leftOn: string | null
  body: string | null
  payment: PaymentTerms | undefined
}
export type TownProps = {
  say: Say
  town: Town
  /** The towns between which the reader may go, where there are several. */
  others: readonly { id: string; name: string }[]
  desk: Desk | null
  pledges: readonly Version[]
  rules: TownRules
  ruleVersions: readonly Version[]
  /** Whether the reader may write the town's own words, take it out, or look after its shared PCs. */
  may: { write: boolean; leave: boolean; sharedPcs: boolean; facts: boolean }
  done: string | undefined
}

export const TownPage = (props: TownProps) => {
  const { say, town, others, may, done } = props
  const { t } = say
  const words = t.towns.one
  return (
    <>
      {others.length > 1 ? (
        <Tabs
          label={words.others}
          items={others.map((other) => ({ href: `/towns/${other.id}`, label: other.name, current: other.id === town.id }))}
        />
      ) : null}
      {done ? <Banner tone="success" title={done} live /> : null}
      <PageHeading
        title={say.name(town)}
        eyebrow={`${town.prefecture} ${town.id}`}
        lead={words.lead}
        status={town.leftOn ? chip(words.left(say.day(town.leftOn))) : undefined}
      />
      <DeskSection {...props} />
      <PledgeSection {...props} />
      <RulesSection {...props} />
      {may.sharedPcs ? (
        <Section title={words.sharedPcs.title} lead={words.sharedPcs.lead}>
          <p>
            <a href="/shared-pcs">{words.sharedPcs.link}</a>
          </p>
        </Section>
      ) : null}
      <Section title={t.networks.town.title} lead={t.networks.town.lead}>
        <p>
          <a href={`/towns/${town.id}/networks`}>{t.networks.town.link}</a>
        </p>
      </Section>
      <Section title={t.breakGlass.town.title} lead={t.breakGlass.town.lead}>
        <p>
          <a href="/glass">{t.breakGlass.town.link}</a>
        </p>
      </Section>
      <BasicsSection {...props} />
    </>
  )
}

const edit = (href: string, words: string) => (
  <LinkButton href={href} kind="outline" size="sm">
    {words}
  </LinkButton>
)

const DeskSection = ({ say, town, desk, may }: TownProps) => {
  const { t } = say
  const words = t.towns.desk
  const to = `/towns/${town.id}/desk`
  return (
    <Section title={words.title} lead={words.lead} action={desk && may.write ? edit(to, t.towns.one.change) : undefined}>
      {desk ? (
        <Facts
          items={[
            { term: words.name, value: say.quoted(desk.name) },
            { term: words.phone, value: desk.phone },
            { term: words.email, value: desk.email },
            { term: words.hours, value: say.quoted(desk.hours) },
          ]}
        />
      ) : (
        <Empty
          title={words.none.title}
          sign="info"
          action={may.write ? <LinkButton href={to}>{words.add}</LinkButton> : undefined}
        >
          {may.write ? words.none.words : words.noneForOthers}
        </Empty>
      )}
    </Section>
  )
}

const PledgeSection = ({ say, town, pledges, may }: TownProps) => {
  const { t } = say
  const words = t.towns.pledge
  const [current, ...older] = pledges
  const to = `/towns/${town.id}/pledge`
  return (
    <Section title={words.title} lead={words.lead} action={may.write ? edit(to, words.publish) : undefined}>
      {current ? (
        <VersionFacts say={say} version={current} href={`${to}/${current.version}`} />
      ) : (
        <Empty title={words.none} sign="info" />
      )}
      <Older say={say} to={to} versions={older} />
    </Section>
  )
}

const RulesSection = ({ say, town, rules, ruleVersions, may }: TownProps) => {
  const { t } = say
  const words = t.towns.rules
  const [current, ...older] = ruleVersions
  const to = `/towns/${town.id}/rules`
  return (
    <Section title={words.title} lead={words.lead} action={may.write ? edit(to, words.publish) : undefined}>
      <RulesTable t={t} rules={rules} />
      {current ? <VersionFacts say={say} version={current} /> : <p class="yui-fine">{words.standard}</p>}
      <Older say={say} to={to} versions={older} />
    </Section>
  )
}

type VersionFactsProps = { say: Say; version: Version; href?: string }
const VersionFacts = ({ say, version, href }: VersionFactsProps) => {
  const words = say.t.towns.one
  return (
    <>
      <Facts
        items={[
          {
            term: words.inForce(version.version),
            value: words.published(say.day(version.publishedAt)),
            action: href ? <a href={href}>{words.read}</a> : undefined,
          },
          { term: words.by, value: version.name ? say.person(version) : words.nobody },
        ]}
      />
      <Fingerprint label={words.sha} sha256={version.sha256} />
    </>
  )
}

type OlderProps = { say: Say; to: string; versions: readonly Version[] }
const Older = ({ say, to, versions }: OlderProps) =>
  versions.length === 0 ? null : (
    <Disclosure summary={say.t.towns.one.older}>
      <ul class="yui-plain-list">
        {versions.map(({ version, publishedAt }) => (
          <li>
            <a href={`${to}/${version}`}>{say.t.towns.one.version(version)}</a> {say.t.towns.one.published(say.day(publishedAt))}
          </li>
        ))}
      </ul>
    </Disclosure>
  )

const BasicsSection = ({ say, town, may }: TownProps) => {
  const { t } = say
  const words = t.towns.one.basics
  const fact = (href: string, label: string) => (may.facts ? <a href={href}>{label}</a> : undefined)
  return (
    <Section title={words.title} action={may.leave ? edit(`/towns/${town.id}/leaving`, words.leave) : undefined}>
      <Facts
        items={[
          { term: t.towns.code, value: town.id },
          { term: words.name, value: say.quoted(town.name), action: fact(`/towns/${town.id}/name`, t.facts.name.link) },
          { term: words.kana, value: say.quoted(town.kana) },
          { term: words.romaji, value: town.romaji },
          { term: t.towns.prefecture, value: say.quoted(town.prefecture) },
          { term: t.towns.joined, value: say.day(town.joinedOn) },
          ...(town.leftOn ? [{ term: t.towns.gone.on, value: say.day(town.leftOn) }] : []),
          { term: t.towns.body, value: town.body ? say.quoted(town.body) : chip(t.towns.noBody, 'warning') },
          {
            term: t.facts.payment.short,
            value: town.payment ? t.terms.rule(town.payment) : chip(t.facts.payment.missing, 'warning'),
            action: fact(`/towns/${town.id}/payment`, t.facts.payment.link),
          },
        ]}
      />
    </Section>
  )
}
