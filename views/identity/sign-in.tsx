/** The public pages: what this is, signing in, the first passkey, proving again that it is you. */
import { Form, LinkButton, TextField } from '../kernel/forms.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading, Section } from '../parts/heading.tsx'
import { Banner } from '../parts/notices.tsx'

type Words = Messages['signIn']

export const LandingPage = ({ t, signIn }: { t: Words['landing']; signIn: string }) => (
  <>
    <PageHeading
      title={t.title}
      lead={t.lead}
      action={
        <>
          <LinkButton href="/sign-in">{signIn}</LinkButton>
          <LinkButton href="/join" kind="outline">
            {t.join}
          </LinkButton>
        </>
      }
    />
    <Section title={t.stepsTitle}>
      <ol class="yui-flow">
        {t.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
    </Section>
  </>
)

/** The words that passkey.js shows travel in the page, in the person's language. */
const failures = (t: Words['failures']) =>
  Object.fromEntries(Object.entries(t).map(([kind, words]) => [`data-${kind.toLowerCase()}`, words]))

type CeremonyProps = {
  t: Words
  kind: string
  /** Where it leads; a proof leads on with its form instead, and says what it is `about`. */
  next?: string
  about?: string | undefined
  button: string
  outline?: boolean
  submits?: boolean
}
export const Ceremony = ({ t, kind, next, about, button, outline, submits }: CeremonyProps) => (
  <div class="yui-ceremony" data-passkey={kind} data-next={next} data-about={about} {...failures(t.failures)}>
    <button
      type={submits ? 'submit' : 'button'}
      class="dads-button"
      data-type={outline ? 'outline' : 'solid-fill'}
      data-size="lg"
    >
      {button}
    </button>
    <p class="yui-ceremony__problem" role="alert" hidden />
    <noscript>
      <p>{t.noScript}</p>
    </noscript>
  </div>
)

/** What a shared PC asks for instead of a key of its own. */
type Shared = { title: string; words: string } | undefined
export const SharedNote = ({ shared }: { shared: Shared }) =>
  shared ? (
    <Banner tone="info" title={shared.title}>
      <p>{shared.words}</p>
    </Banner>
  ) : null

export const SignInPage = ({ t, shared, next }: { t: Words; shared: Shared; next: string }) => (
  <>
    <PageHeading title={t.title} lead={t.lead} />
    <SharedNote shared={shared} />
    <Ceremony t={t} kind="sign-in" next={next} button={t.button} />
    <Section title={t.first} lead={t.firstWords}>
      <p>
        <a href="/join">{t.landing.join}</a>
      </p>
    </Section>
    <Section title={t.help}>
      <p>{t.helpWords}</p>
    </Section>
  </>
)

/** The code comes in the address's fragment, which browsers never send to a server or a log. */
export const EnrolPage = ({ t, shared, token }: { t: Words; shared: Shared; token: string }) => (
  <>
    <PageHeading title={t.enrol.title} lead={t.enrol.lead} />
    <SharedNote shared={shared} />
    <Form action="/enrol" token={token} id="enrol">
      <TextField name="code" label={t.enrol.code} hint={t.enrol.codeHint} required autocomplete="off" />
      <Ceremony t={t} kind="enrol" next="/account?welcome" button={t.enrol.button} submits />
    </Form>
  </>
)

export const StepUpPage = ({ t, next }: { t: Words; next: string }) => (
  <>
    <PageHeading title={t.stepUp.title} lead={t.stepUp.lead} />
    <Ceremony t={t} kind="step-up" next={next} button={t.stepUp.button} />
    <p>
      <a href={next}>{t.stepUp.back}</a>
    </p>
  </>
)

/** The button that adds a passkey to one's own account. */
/** `about`: what another key is touched for first; nothing where there is none yet. */
type AddProps = { t: Words; button: string; next: string; about: string | undefined }
export const AddPasskey = ({ t, ...props }: AddProps) => <Ceremony t={t} kind="add" {...props} outline />

export const AccessibilityPage = ({ t }: { t: Words['accessibility'] }) => (
  <>
    <PageHeading title={t.title} />
    {t.body.map((words) => (
      <p>{words}</p>
    ))}
  </>
)
