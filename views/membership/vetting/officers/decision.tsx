/** The end of a vetting: what is missing, who must act, the class that is opened, or a reason why not this time. */

import { grantable, type Lack, needsTwo } from '../../../../policies/membership/vetting.ts'
import { type DataClass, handling } from '../../../../policies/safety/classes.ts'
import { Hidden, Radios, TextArea } from '../../../kernel/forms.tsx'
import type { Messages } from '../../../messages/index.ts'
import { Facts } from '../../../parts/facts.tsx'
import { ActForm, fieldIn } from '../../../parts/form-page.tsx'
import { Section } from '../../../parts/heading.tsx'
import { Banner, Disclosure } from '../../../parts/notices.tsx'
import { Conditions } from '../../../parts/work.tsx'
import type { Props } from './vetting-props.ts'

/** The plain level with the official code beside it. */
export const classWords = (t: Messages, code: DataClass): string =>
  t.vettings.one.decision.code(t.levels[handling[code].level], code)

export function decisionSection(props: Props) {
  const { say, vetting, open } = props
  const words = say.t.vettings.one.decision
  if (vetting.status !== 'open') return <Outcome {...props} />
  const lacking = props.lacks.alone
  return (
    <>
      {proposal(props)}
      {lacking.length > 0 ? (
        <Section title={words.title} lead={words.lackingLead} id="decision">
          <Lacks t={say.t} lacks={lacking} />
        </Section>
      ) : open.decide ? (
        <Section title={words.title} lead={vetting.kind === 'first' ? words.lead : words.leadRenewal} id="decision">
          {classForm(props, 'decision', vetting.kind === 'first' ? words.decide : words.renew)}
          <Disclosure summary={words.two} open={props.came === 'proposal'}>
            <p>{words.twoLead}</p>
            {open.propose ? (
              classForm(props, 'proposal', words.propose)
            ) : (
              <Lacks t={say.t} lacks={props.lacks.two.filter((lack) => !lacking.includes(lack))} />
            )}
          </Disclosure>
        </Section>
      ) : null}
      {open.decline ? decline(props) : null}
    </>
  )
}

const Lacks = ({ t, lacks }: { t: Messages; lacks: readonly Lack[] }) => {
  const { lacks: words, lackState } = t.vettings.one.decision
  return <Conditions items={lacks.map((lack) => ({ met: false, ...words[lack], state: lackState }))} unmet="neutral" />
}

/** A proposal says who must act: somebody else, or the reader as the second person. */
function proposal(props: Props) {
  const { say, vetting, proposed, open, lacks } = props
  if (!proposed) return null
  const { proposed: words, hints } = say.t.vettings.one.decision
  const { clearance, by, at, mine } = proposed
  return (
    <Section title={open.confirm ? words.yours : words.title} id={open.confirm ? 'confirmation' : undefined}>
      <Banner tone={open.confirm ? 'warning' : 'info'} title={mine ? words.mine(say.town(vetting)) : words.other(by)} />
      <Facts
        items={[
          { term: words.facts.class, value: classWords(say.t, clearance), note: hints[clearance] },
          { term: words.facts.by, value: by },
          { term: words.facts.at, value: say.moment(at) },
          { term: words.facts.reason, value: vetting.reason ?? '' },
        ]}
      />
      {open.confirm ? confirmation(props, clearance) : null}
      {lacks.alone.length === 0 && lacks.two.length > 0 ? <Lacks t={say.t} lacks={lacks.two} /> : null}
    </Section>
  )
}

function confirmation({ say, vetting, forms: { confirmation: form } }: Props, clearance: DataClass) {
  const words = say.t.vettings.one.decision
  return (
    <ActForm {...{ say, form }} action={`/vettings/${vetting.id}/decision`} button={words.confirm}>
      <Hidden name="clearance" value={clearance} />
      <Hidden name="as" value="second" />
      <TextArea {...fieldIn(say, form, 'confirmation')('reason', words.reason, words.reasonHint)} rows={3} />
    </ActForm>
  )
}

function classForm({ say, vetting, forms }: Props, name: 'decision' | 'proposal', button: string) {
  const words = say.t.vettings.one.decision
  const form = forms[name]
  const field = fieldIn(say, form, name)
  const offered = grantable.filter((code) => needsTwo(code) === (name === 'proposal'))
  const options = offered.map((code) => ({ value: code, label: classWords(say.t, code), hint: words.hints[code] }))
  const kind = name === 'proposal' ? 'outline' : undefined
  return (
    <ActForm {...{ say, form, button, kind }} action={`/vettings/${vetting.id}/${name}`}>
      <Radios {...field('clearance', words.class)} options={options} />
      <TextArea {...field('reason', words.reason, words.reasonHint)} rows={3} />
    </ActForm>
  )
}

function decline({ say, vetting, forms: { decline: form }, came }: Props) {
  const words = say.t.vettings.one.decline
  return (
    <Section title={words.title} id="decline">
      <Disclosure summary={words.summary} open={came === 'decline'}>
        <p>{words.lead}</p>
        <ActForm {...{ say, form }} action={`/vettings/${vetting.id}/decline`} button={words.button} kind="outline" danger>
          <TextArea {...fieldIn(say, form, 'decline')('reason', words.reason, words.reasonHint)} rows={3} />
        </ActForm>
      </Disclosure>
    </Section>
  )
}

const Outcome = ({ say, vetting }: Props) => {
  const { t } = say
  const words = t.vettings.one.decision
  const { clearance, validUntil, decidedBy, reason } = vetting
  return (
    <Section title={words.result}>
      <Facts
        items={[
          {
            term: words.result,
            value: t.vettings.statuses[vetting.status],
            note: validUntil ? words.until(say.day(validUntil)) : undefined,
          },
          ...(clearance ? [{ term: words.class, value: classWords(t, clearance), note: words.hints[clearance] }] : []),
          ...(decidedBy ? [{ term: words.decided, value: decidedBy }] : []),
          ...(reason ? [{ term: words.reason, value: <span class="yui-lines">{reason}</span> }] : []),
        ]}
      />
    </Section>
  )
}
