/** All Japanese words, one file for each feature. en/index.ts must have the same shape. */
import { access } from './access.ts'
import { account } from './account.ts'
import { acts } from './acts/index.ts'
import { assignments } from './assignments.ts'
import { audit } from './audit.ts'
import { breakGlass } from './break-glass.ts'
import { candidates } from './candidates.ts'
import { common } from './common.ts'
import { consents } from './consents.ts'
import { corrections } from './corrections.ts'
import { csv } from './csv.ts'
import { custody } from './custody.ts'
import { demo } from './demo.ts'
import { destructions } from './destructions.ts'
import { entries } from './entries.ts'
import { grants } from './grants.ts'
import { home } from './home.ts'
import { incidentReports } from './incident-reports.ts'
import { incidents } from './incidents.ts'
import { lots } from './lots.ts'
import { mail } from './mail.ts'
import { members } from './members.ts'
import { networks } from './networks.ts'
import { notifications } from './notifications.ts'
import { ownData } from './own-data.ts'
import { packageFiles } from './package-files.ts'
import { packages } from './packages.ts'
import { people } from './people.ts'
import { recoveries } from './recoveries.ts'
import { reviews } from './reviews.ts'
import { sharedPcs } from './shared-pcs.ts'
import { signIn } from './sign-in.ts'
import { terms } from './terms.ts'
import { towns } from './towns.ts'
import { training } from './training.ts'
import { uploads } from './uploads.ts'
import { vetting } from './vetting.ts'
import { vettings } from './vettings.ts'
import { work } from './work.ts'

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
  towns,
  terms,
  training,
  uploads,
  vetting,
  vettings,
  work,
}
export type Messages = typeof ja
