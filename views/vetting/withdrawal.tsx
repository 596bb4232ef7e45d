/** Asked before an application or a renewal is given up. */
import type { Kind } from '../../policies/vetting.ts'
import { Actions, Button, Form, LinkButton } from '../forms.tsx'
import type { Messages } from '../messages/index.ts'
import { PageHeading } from '../parts/heading.tsx'

type Props = { t: Messages['vetting']['withdrawal']; kind: Kind; token: string }

export const WithdrawalPage = ({ t, kind, token }: Props) => (
  <>
    <PageHeading title={t.title[kind]} lead={t.words[kind]} />
    <Form action="/vetting/withdrawal" token={token}>
      <Actions>
        <Button tone="danger">{t.button[kind]}</Button>
        <LinkButton href="/vetting" kind="outline">
          {t.back}
        </LinkButton>
      </Actions>
    </Form>
  </>
)
