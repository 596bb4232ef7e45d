/** The end of a vetting: what is missing, who must act, the class that is opened, or a reason why not this time. */
import { type DataClass, handling } from '../../policies/classes.ts'
import { grantable, type Lack, needsTwo } from '../../policies/vetting.ts'
import { formatDay, formatMoment } from '../format.ts'
import { Actions, Button, Form, Hidden, problemOf, Radios, TextArea } from '../forms.tsx'
import type { Messages } from '../messages/index.ts'
import { Facts } from '../parts/facts.tsx'
import { Section } from '../parts/heading.tsx'
import { Banner, Disclosure } from '../parts/notices.tsx'
import { Conditions } from '../parts/work.tsx'
import type { FormName, Props } from './vetting-props.ts'

/** The plain level with the official code beside it. */
export const classWords = (t: Messages, code: DataClass): string =>
  t.vettings.one.decision.code(t.levels[handling[code].level], code)

export const DecisionSection = (props: Props) => {
  const { t, vetting, open, lacks } = props
  const words = t.vettings.one.decision
  if (vetting.status !== 'open') return <Outcome {...props} />
  const lacking = lacks.alone
  return (
    <>
      <Proposal {...props} />
      {lacking.length > 0 ? (
        <Section title={words.title} lead={words.lackingLead} id="decision">
          <Lacks t={t} lacks={lacking} />
        </Section>
      ) : open.decide ? (
        <Section title={words.title} lead={vetting.kind === 'first' ? words.lead : words.leadRenewal} id="decision">
          <ClassForm {...props} form="decision" button={vetting.kind === 'first' ? words.decide : words.renew} />
          <Disclosure summary={words.two} open={props.said.form === 'proposal'}>
            <p>{words.twoLead}</p>
            {open.propose ? (
              <ClassForm {...props} form="proposal" button={words.propose} />
            ) : (
              <Lacks t={t} lacks={lacks.two.filter((lack) => !lacking.includes(lack))} />
            )}
          </Disclosure>
        </Section>
      ) : null}
      {open.decline ? <Decline {...props} /> : null}
    </>
  )
}

const Lacks = ({ t, lacks }: { t: Messages; lacks: readonly Lack[] }) => {
  const { lacks: words, lackState } = t.vettings.one.decision
  return <Conditions items={lacks.map((lack) => ({ met: false, ...words[lack], state: lackState }))} unmet="neutral" />
}

/** A proposal says who must act: somebody else, or the reader as the second person. */
const Proposal = (props: Props) => {
  const { say, vetting, proposed, open } = props
  const { t } = say
  if (!proposed) return null
  const words = t.vettings.one.decision
  const facts = words.proposed.facts
  const town = say.town(vetting)
  return (
    <Section title={open.confirm ? words.proposed.yours : words.proposed.title} id={open.confirm ? 'confirmation' : undefined}>
      <Banner
        tone={open.confirm ? 'warning' : 'info'}
        title={proposed.mine ? words.proposed.mine(town) : words.proposed.other(proposed.by)}
      />
      <Facts
        items={[
          { term: facts.class, value: classWords(t, proposed.clearance), note: words.hints[proposed.clearance] },
          { term: facts.by, value: proposed.by },
          { term: facts.at, value: say.moment(proposed.at) },
          { term: facts.reason, value: vetting.reason ?? '' },
        ]}
      />
      {open.confirm ? <Confirmation {...props} clearance={proposed.clearance} /> : null}
      {props.lacks.alone.length === 0 && props.lacks.two.length > 0 ? <Lacks t={t} lacks={props.lacks.two} /> : null}
    </Section>
  )
}

const Confirmation = (props: Props & { clearance: DataClass }) => {
  const { t, vetting, clearance, said, token } = props
  const words = t.vettings.one.decision
  const came = said.form === 'decision' && said.typed.as === 'second'
  return (
    <Form action={`/vettings/${vetting.id}/decision`} token={token()}>
      <Hidden name="clearance" value={clearance} />
      <Hidden name="as" value="second" />
      <Reason {...props} id="confirmation-reason" came={came} form="decision" />
      <Actions>
        <Button>{words.confirm}</Button>
      </Actions>
    </Form>
  )
}

const ClassForm = (props: Props & { form: 'decision' | 'proposal'; button: string }) => {
  const { t, vetting, said, token, form, button } = props
  const words = t.vettings.one.decision
  const came = said.form === form && said.typed.as !== 'second'
  const offered = grantable.filter((code) => needsTwo(code) === (form === 'proposal'))
  return (
    <Form action={`/vettings/${vetting.id}/${form}`} token={token()}>
      <Radios
        name="clearance"
        id={`${form}-clearance`}
        label={words.class}
        mark={t.frame.required}
        required
        value={came ? String(said.typed.clearance ?? '') : undefined}
        problem={came ? problemOf(said.problems, `${form}-clearance`) : undefined}
        options={offered.map((code) => ({ value: code, label: classWords(t, code), hint: words.hints[code] }))}
      />
      <Reason {...props} id={`${form}-reason`} came={came} form={form} />
      <Actions>
        <Button kind={form === 'proposal' ? 'outline' : 'solid-fill'}>{button}</Button>
      </Actions>
    </Form>
  )
}

const Reason = ({ t, said, id, came, form }: Props & { id: string; came: boolean; form: FormName }) => {
  const words = t.vettings.one[form === 'decline' ? 'decline' : 'decision']
  return (
    <TextArea
      name="reason"
      id={id}
      label={words.reason}
      hint={words.reasonHint}
      mark={t.frame.required}
      required
      rows={3}
      value={came ? String(said.typed.reason ?? '') : ''}
      problem={came ? problemOf(said.problems, id) : undefined}
    />
  )
}

const Decline = (props: Props) => {
  const { t, vetting, said, token } = props
  const words = t.vettings.one.decline
  return (
    <Section title={words.title} id="decline">
      <Disclosure summary={words.summary} open={said.form === 'decline'}>
        <p>{words.lead}</p>
        <Form action={`/vettings/${vetting.id}/decline`} token={token()}>
          <Reason {...props} id="decline-reason" came={said.form === 'decline'} form="decline" />
          <Actions>
            <Button kind="outline" tone="danger">
              {words.button}
            </Button>
          </Actions>
        </Form>
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
