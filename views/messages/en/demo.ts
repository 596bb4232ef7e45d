/** Words of the demo, in English. */
import type { Messages } from '../ja/index.ts'

export const demo: Messages['demo'] = {
  title: 'Who would you like to be?',
  lead: 'The cast of the demo. See how one piece of work looks from each side.',
  button: 'Sign in as',
  seat: 'Where they sit',
  ownPc: 'At their own PC',
  thisPc: 'At this PC, as it is',
  centreLead:
    'Work on residents’ personal data (the check of newcomers’ questionnaires) opens at the PC of a centre only. Try it as Ken Watanabe, from one place and another.',
  comesFor: {
    hana: 'Raises a small child; looks for work that fits two hours tonight',
    ken: 'Skilled, works at the centre, takes on the difficult lots',
    yumi: 'At the town hall; wants to post a package in ten minutes',
    daisuke: 'Splits and assigns the work of forty people, reviews today’s deliveries',
    reiko: 'Records training and sees who has grown',
    makoto: 'Keeps towns and roles in order for the alliance',
    akira: 'Reads all that happened and proves that nothing was altered',
  },
}
