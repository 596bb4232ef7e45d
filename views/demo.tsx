/** The demo only: the line on top of every page, and the list of the cast to sign in as. */
import { Button, Form } from './forms.tsx'
import type { Messages } from './messages/index.ts'
import { PageHeading } from './parts/heading.tsx'

export const DemoNote = ({ words, link }: { words: string; link: string }) => (
  <>
    {words} <a href="/demo">{link}</a>
  </>
)

type Member = { key: string; name: string; kana: string | undefined; role: string; town: string; comesFor: string }

export const CastPage = ({ t, cast, token }: { t: Messages['demo']; cast: readonly Member[]; token: string }) => (
  <>
    <PageHeading title={t.title} lead={t.lead} />
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
