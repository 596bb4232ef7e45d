/** All Japanese words, one file for each feature. en/index.ts must have the same shape. */

import { acts } from './acts/index.ts'
import { packageFiles } from './files/package-files.ts'
import { uploads } from './files/uploads.ts'
import { account } from './identity/account.ts'
import { networks } from './identity/networks.ts'
import { recoveries } from './identity/recoveries.ts'
import { sharedPcs } from './identity/shared-pcs.ts'
import { signIn } from './identity/sign-in.ts'
import { common } from './kernel/common.ts'
import { demo } from './kernel/demo.ts'
import { home } from './kernel/home.ts'
import { mail } from './kernel/mail.ts'
import { facts } from './membership/facts.ts'
import { grants } from './membership/grants.ts'
import { members } from './membership/members.ts'
import { people } from './membership/people.ts'
import { towns } from './membership/towns.ts'
import { vetting } from './membership/vetting.ts'
import { vettings } from './membership/vettings.ts'
import { consents } from './packages/consents.ts'
import { csv } from './packages/csv.ts'
import { lots } from './packages/lots.ts'
import { packages } from './packages/packages.ts'
import { postings } from './packages/postings.ts'
import { succession } from './packages/succession.ts'
import { terms } from './packages/terms.ts'
import { audit } from './records/audit.ts'
import { corrections } from './records/corrections.ts'
import { notifications } from './records/notifications.ts'
import { ownData } from './records/own-data.ts'
import { reviews } from './review/reviews.ts'
import { access } from './safety/access.ts'
import { breakGlass } from './safety/break-glass.ts'
import { custody } from './safety/custody.ts'
import { destructions } from './safety/destructions.ts'
import { incidentReports } from './safety/incident-reports.ts'
import { incidents } from './safety/incidents.ts'
import { assignments } from './telework/assignments.ts'
import { candidates } from './telework/candidates.ts'
import { ending } from './telework/ending.ts'
import { entries } from './telework/entries.ts'
import { work } from './telework/work.ts'
import { training } from './training/training.ts'

export const ja = {
  ...common,
  access,
  account,
  acts,
  assignments,
  audit,
  breakGlass,
  candidates,
  consents,
  corrections,
  csv,
  custody,
  demo,
  destructions,
  ending,
  succession,
  entries,
  grants,
  home,
  incidentReports,
  incidents,
  lots,
  mail,
  members,
  networks,
  notifications,
  ownData,
  packageFiles,
  packages,
  people,
  recoveries,
  reviews,
  sharedPcs,
  signIn,
  facts,
  towns,
  postings,
  terms,
  training,
  uploads,
  vetting,
  vettings,
  work,
}
export type Messages = typeof ja
