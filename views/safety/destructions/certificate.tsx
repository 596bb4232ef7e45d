/** The certificate of destruction (廃棄証明) as a page to print: who, what, how, when, and when it becomes final. */
import { html } from 'hono/html'
import { type DataClass, handling } from '../../../policies/safety/classes.ts'
import { accountings } from '../../../policies/safety/custody.ts'
import { formatWareki } from '../../kernel/format.ts'
import { Actions, LinkButton } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import type { Messages } from '../../messages/index.ts'
import { type Fact, Facts } from '../../parts/facts.tsx'
import { PageHeading, Section } from '../../parts/heading.tsx'
import { icon } from '../../parts/icon.tsx'
import { List } from '../../parts/list.tsx'
import { Banner } from '../../parts/notices.tsx'
import { reasonWords } from './one.tsx'

type Named = { name: string; romaji: string }
type Props = {
  say: Say
  today: string
  /** For the town's own people, to know it by; empty for everybody else. The certificate itself has none. */
  title: string
  certificate: {
    package: { id: string; number: string }
    town: Named
    dataClass: string | null
    rows: number
    lots: number
    files: readonly {
      kind: 'list' | 'delivery' | 'file'
      size: number
      sha256: string
      objects: readonly { size: number; sha256: string }[]
    }[]
    strays: number
    asked: { by: Named; at: string; reason: string } | null
    witnessed: { by: Named } | null
    keptUntil: string | null
    ledger: Readonly<Record<string, number>>
    resultTakenAt: string | null
    destroyedAt: string
    finalOn: string
    audit: { chain: string; seq: number }
  }
  sha256: string
  /** An old text holds the title; whoever may not have it is told why. */
  givesText: boolean
}

export const CertificatePage = (props: Props) => {
  const { say, today, title, certificate, givesText } = props
  const words = say.t.destructions.certificate
  const isFinal = today >= certificate.finalOn
  return (
    <div class="yui-paper">
      <Issued {...props} />
      <PageHeading
        eyebrow={`${certificate.package.number}　${title}`.trim()}
        title={words.title}
        lead={words.lead}
        action={
          givesText ? (
            <LinkButton href={`/packages/${certificate.package.id}/certificate/text`} kind="outline" download>
              {icon('download')}
              {words.asText}
            </LinkButton>
          ) : undefined
        }
      />
      <Banner
        tone={isFinal ? 'success' : 'info'}
        title={isFinal ? words.final : words.notFinal(formatWareki(certificate.finalOn))}
      >
        {words.finalWhy}
      </Banner>
      <Statement {...props} />
      <Files {...props} />
      <Proof {...props} />
    </div>
  )
}

/** On paper only: who issues it, of which day, and room for the seal (公印). */
const Issued = ({ say, certificate }: Props) => (
  <div class="yui-paper__issued">
    <p>{formatWareki(certificate.finalOn)}</p>
    <p>{say.name(certificate.town)}</p>
    <p class="yui-paper__seal">{say.t.destructions.certificate.seal}</p>
  </div>
)

const both = (say: Say, moment: string) => `${formatWareki(moment)}（${say.moment(moment)}）`

const Statement = ({ say, certificate }: Props) => {
  const { t } = say
  const words = t.destructions.certificate
  const { asked, witnessed, dataClass, ledger } = certificate
  const number = (n: number) => say.number(n)
  const facts: (Fact | false)[] = [
    { term: words.town, value: say.name(certificate.town) },
    { term: t.destructions.package, value: certificate.package.number },
    dataClass !== null && {
      term: t.destructions.level,
      value: t.packages.classWords(t.levels[handling[dataClass as DataClass].level], dataClass),
    },
    { term: t.destructions.list, value: words.size(number(certificate.rows), number(certificate.lots)) },
    { term: words.method, value: words.methodWords, note: words.methodNote },
    { term: words.destroyedAt, value: both(say, certificate.destroyedAt) },
    {
      term: t.destructions.asker,
      value: asked ? say.name(asked.by) : t.destructions.clock,
      note: asked ? `${say.moment(asked.at)}　${reasonWords(t, asked.reason)}` : t.destructions.kept,
    },
    { term: words.witness, value: witnessed ? say.name(witnessed.by) : t.destructions.clock },
    certificate.keptUntil !== null && { term: words.keptUntil, value: formatWareki(certificate.keptUntil) },
    {
      term: t.destructions.result,
      value: certificate.resultTakenAt
        ? t.destructions.resultTaken(say.moment(certificate.resultTakenAt))
        : t.destructions.resultUntaken,
    },
    { term: t.custody.title, value: ledgerWords(t, number, ledger) || t.custody.empty.none },
    { term: words.finalOn, value: formatWareki(certificate.finalOn) },
  ]
  return (
    <Section title={words.statement}>
      <Facts items={facts.filter((fact) => fact !== false)} />
    </Section>
  )
}

const ledgerWords = (t: Messages, number: (n: number) => string, ledger: Readonly<Record<string, number>>): string =>
  accountings
    .filter((how) => (ledger[how] ?? 0) > 0)
    .map((how) => `${t.custody.accountings[how]} ${t.destructions.pieces(number(ledger[how]!))}`)
    .join('　')

const Files = ({ say, certificate }: Props) => {
  const { t } = say
  const words = t.destructions.certificate
  const { files, strays } = certificate
  const objects = files.reduce((sum, file) => sum + file.objects.length, 0) + strays
  return (
    <Section title={words.files} lead={words.filesLead(say.number(files.length), say.number(objects))}>
      {files.length === 0 ? null : (
        <List
          caption={words.files}
          dense
          rows={files}
          columns={[
            { label: words.kind, kind: 'head', cell: ({ kind }) => words.kinds[kind] },
            { label: words.bytes, kind: 'number', cell: ({ size }) => say.size(size) },
            { label: words.plain, cell: ({ sha256 }) => digest(sha256) },
            {
              label: words.sealed,
              cell: ({ objects }) =>
                objects.length === 0 ? words.missing : html`${objects.map(({ sha256 }) => html`${digest(sha256)} `)}`,
            },
          ]}
        />
      )}
    </Section>
  )
}

const digest = (sha256: string) => html`<code class="yui-digest">${sha256}</code>`

const Proof = ({ say, certificate, sha256, givesText }: Props) => {
  const { t } = say
  const words = t.destructions.certificate
  return (
    <Section title={words.proof} lead={givesText ? words.proofLead : words.textWithheld}>
      <Facts
        items={[
          { term: words.sha256, value: digest(sha256) },
          { term: words.audit, value: t.audit.numbered(say.name(certificate.town), certificate.audit.seq) },
        ]}
      />
      <Actions>
        <LinkButton href={`/packages/${certificate.package.id}/destruction`} kind="text">
          {words.back}
        </LinkButton>
      </Actions>
    </Section>
  )
}
