/** All Japanese words, one file for each feature. en/index.ts must have the same shape. */
import { account } from './account.ts'
import { assignments } from './assignments.ts'
import { audit } from './audit.ts'
import { candidates } from './candidates.ts'
import { common } from './common.ts'
import { csv } from './csv.ts'
import { demo } from './demo.ts'
import { home } from './home.ts'
import { lots } from './lots.ts'
import { mail } from './mail.ts'
import { notifications } from './notifications.ts'
import { packages } from './packages.ts'
import { people } from './people.ts'
import { reviews } from './reviews.ts'
import { signIn } from './sign-in.ts'
import { terms } from './terms.ts'
import { towns } from './towns.ts'
import { training } from './training.ts'
import { work } from './work.ts'

export const ja = {
  ...common,
  account,
  assignments,
  audit,
  candidates,
  csv,
  demo,
  home,
  lots,
  mail,
  notifications,
  packages,
  people,
  reviews,
  signIn,
  towns,
  terms,
  training,
  work,
}
export type Messages = typeof ja
