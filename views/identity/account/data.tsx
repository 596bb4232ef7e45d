/** My data: everything that is held about me, by section, and taking it along. */
import { type Footing, footingOf, groups, type SectionKey } from '../../../policies/records/kept/index.ts'
import { Actions, Button, Form, LinkButton, Radios } from '../../kernel/forms.tsx'
import type { Say } from '../../kernel/say.tsx'
import { Facts } from '../../parts/facts.tsx'
import { PageHeading, Section as Part } from '../../parts/heading.tsx'
import { Banner, Disclosure } from '../../parts/notices.tsx'
import { type Section, sayKept, say as sayPlainly } from './plain.ts'

export const formats = ['csv', 'json'] as const

type Props = {
  say: Say
  /** One thing more than `most` where there is more. */
  sections: readonly Section[]
  most: number
  onSharedPc: boolean
  token: string
}

export const DataPage = ({ say, sections, most, onSharedPc, token }: Props) => {
  const { t } = say
  const words = t.ownData
  const held = (key: SectionKey) => sections.find((one) => one.key === key)?.items ?? []
  const footing = footingOf({ profile: held('profile').length > 0, roles: held('roles').length > 0 })
  return (
    <>
      <PageHeading
        title={words.title}
        lead={words.lead}
        action={
          <LinkButton href="#export" kind="outline">
            {words.export.title}
          </LinkButton>
        }
      />
      <Banner tone="info" title={words.wrong} action={<a href="/account/corrections">{words.ask}</a>}>
        {words.wrongWords}
      </Banner>
      {Object.entries(groups).map(([group, tables]) => (
        <Part title={words.groups[group as keyof typeof groups]}>
          <div class="yui-own">
            {Object.values<{ readonly section: SectionKey }>(tables).map(({ section: key }) => (
              <One say={say} section={{ key, items: held(key) }} footing={footing} most={most} open={key === 'person'} />
            ))}
          </div>
        </Part>
      ))}
      <Part title={words.export.title} lead={words.export.lead} id="export">
        {onSharedPc ? <Banner tone="warning" title={words.export.shared} /> : null}
        <Form action="/account/export" token={token}>
          <Radios
            name="format"
            label={words.export.format}
            value="csv"
            options={formats.map((value) => ({
              value,
              label: words.export.formats[value].words,
              hint: words.export.formats[value].note,
            }))}
          />
          <Actions>
            <Button>{words.export.button}</Button>
          </Actions>
        </Form>
      </Part>
    </>
  )
}

type OneProps = { say: Say; section: Section; footing: Footing; most: number; open: boolean }
const One = ({ say, section: { key, items }, footing, most, open }: OneProps) => {
  const words = say.t.ownData
  const { title, note } = words.sections[key]
  const count = items.length > most ? words.countMore(most) : items.length === 0 ? words.none : words.count(items.length)
  const summary = (
    <>
      <span class="yui-own__title">{title}</span>
      <span class="yui-own__count">{count}</span>
    </>
  )
  if (items.length === 0) return <p class="yui-own__none">{summary}</p>
  return (
    <Disclosure summary={summary} open={open}>
      <p class="yui-own__note">{note}</p>
      <p class="yui-own__note">{sayKept(say.t, key, footing)}</p>
      {items.slice(0, most).map((item) => (
        <div class="yui-own__item">
          <Facts
            items={sayPlainly(say.t, say.locale, key, item)
              .filter(({ words }) => words !== '')
              .map(({ term, words }) => ({ term, value: <span class="yui-lines">{words}</span> }))}
          />
        </div>
      ))}
      {items.length > most ? <p>{words.newest(most)}</p> : null}
    </Disclosure>
  )
}
