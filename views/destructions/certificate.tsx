/** The certificate of destruction (廃棄証明) as a page to print: who, what, how, when, and when it becomes final. */
import { html } from 'hono/html'
import { type DataClass, handling } from '../../policies/classes.ts'
import type { Accounting } from '../../policies/custody.ts'
import { accountings } from '../../policies/custody.ts'
import { formatMoment, formatNumber, formatSize, formatWareki } from '../format.ts'
import { Actions, LinkButton } from '../forms.tsx'
import type { Locale, Messages } from '../messages/index.ts'
import { nameOf } from '../packages/names.tsx'
import { type Fact, Facts } from '../parts/facts.tsx'
import { PageHeading, Section } from '../parts/heading.tsx'
import { icon } from '../parts/icon.tsx'
import { Banner } from '../parts/notices.tsx'
import { Table } from '../parts/table.tsx'
import type { Say } from '../say.tsx'
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
  const { t, today, title, certificate, givesText } = props
  const words = t.destructions.certificate
  const isFinal = today >= certificate.finalOn
  return (
    <>
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
    </>
  )
}

const both = (locale: Locale, moment: string) => `${formatWareki(moment)}（${say.moment(moment)}）`

const Statement = ({ say, certificate }: Props) => {
  const { t } = say
  const words = t.destructions.certificate
  const { asked, witnessed, dataClass, ledger } = certificate
  const number = (n: number) => say.number(n)
  const facts: (Fact | false)[] = [
    { term: words.town, value: nameOf(locale, certificate.town) },
    { term: t.destructions.package, value: certificate.package.number },
    dataClass !== null && {
      term: t.destructions.level,
      value: t.packages.classWords(t.levels[handling[dataClass as DataClass].level], dataClass),
    },
    { term: t.destructions.list, value: words.size(number(certificate.rows), number(certificate.lots)) },
    { term: words.method, value: words.methodWords, note: words.methodNote },
    { term: words.destroyedAt, value: both(locale, certificate.destroyedAt) },
    {
      term: t.destructions.asker,
      value: asked ? nameOf(locale, asked.by) : t.destructions.clock,
      note: asked ? `${say.moment(asked.at)}　${reasonWords(t, asked.reason)}` : t.destructions.kept,
    },
    { term: words.witness, value: witnessed ? nameOf(locale, witnessed.by) : t.destructions.clock },
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
    .map((how: Accounting) => `${t.custody.accountings[how]} ${t.destructions.pieces(number(ledger[how]!))}`)
    .join('　')

const Files = ({ say, certificate }: Props) => {
  const { t } = say
  const words = t.destructions.certificate
  const { files, strays } = certificate
  const objects = files.reduce((sum, file) => sum + file.objects.length, 0) + strays
  return (
    <Section title={words.files} lead={words.filesLead(say.number(files.length), say.number(objects))}>
      {files.length === 0 ? null : (
        <Table
          caption={words.files}
          captionHidden
          dense
          columns={[
            { label: words.kind, kind: 'head' },
            { label: words.bytes, kind: 'number' },
            { label: words.plain },
            { label: words.sealed },
          ]}
          rows={files.map((file) => ({
            cells: [
              words.kinds[file.kind],
              say.size(file.size),
              html`<code class="yui-digest">${file.sha256}</code>`,
              file.objects.length === 0
                ? words.missing
                : html`${file.objects.map((object) => html`<code class="yui-digest">${object.sha256}</code> `)}`,
            ],
          }))}
        />
      )}
    </Section>
  )
}

const Proof = ({ say, certificate, sha256, givesText }: Props) => {
  const { t } = say
  const words = t.destructions.certificate
  return (
    <Section title={words.proof} lead={givesText ? words.proofLead : words.textWithheld}>
      <Facts
        items={[
          { term: words.sha256, value: <code class="yui-digest">{sha256}</code> },
          { term: words.audit, value: t.audit.numbered(nameOf(locale, certificate.town), certificate.audit.seq) },
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
