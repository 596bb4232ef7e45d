/** The demo only: the line on top of every page, and the list of the cast to sign in as. */
import { Button, Form, Hidden, Select } from './kernel/forms.tsx'
import type { Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'

export const DemoNote = ({ words, link }: { words: string; link: string }) => (
  <>
    {words} <a href="/demo">{link}</a>
  </>
)

type Member = {
  key: string
  name: string
  kana: string | undefined
  role: string
  town: string
  comesFor: string
  /** Where they may sit; the first is where they do unless something else is chosen. */
  seats: readonly { value: string; label: string }[]
}

export const CastPage = ({ t, cast, token }: { t: Messages['demo']; cast: readonly Member[]; token: string }) => (
  <>
    <PageHeading title={t.title} lead={t.lead} />
    {cast.some(({ seats }) => seats.length > 1) ? <p>{t.centreLead}</p> : null}
    <ul class="yui-cast">
      {cast.map((member) => (
        <li class="yui-cast__member">
          <div>
            <p class="yui-cast__name">
              {member.kana ? (
                <ruby>
                  {member.name}
                  <rt>{member.kana}</rt>
                </ruby>
              ) : (
                member.name
              )}
            </p>
            <p class="yui-cast__role">
              {member.role} <span>{member.town}</span>
            </p>
            <p class="yui-cast__why">{member.comesFor}</p>
          </div>
          <Form action="/demo/sign-in" token={token} inline>
            <input type="hidden" name="person" value={member.key} />
            {member.seats.length > 1 ? (
              <Select
                id={`seat-${member.key}`}
                name="seat"
                label={t.seat}
                value={member.seats[0]!.value}
                options={member.seats}
              />
            ) : (
              <Hidden name="seat" value={member.seats[0]!.value} />
            )}
            <Button kind="outline">
              {t.button}
              <span class="yui-unseen">{member.name}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  </>
)
