/** Words of the demo, in English. */
import type { Messages } from '../../ja/index.ts'

export const demo: Messages['demo'] = {
  title: 'Choose who to sign in as',
  lead: 'These people are fictional. See how the same work looks to each of them.',
  button: 'Sign in as',
  seat: 'Where they work',
  ownPc: 'On their own PC',
  thisPc: 'On this PC',
  centreLead:
    'Work with residents’ personal data (checking newcomers’ questionnaires) is only available on a PC in a telework centre. Sign in as Ken Watanabe and try different places.',
  comesFor: {
    hana: 'Has a small child and wants two hours of work tonight',
    ken: 'Experienced, works at the centre and takes on difficult lots',
    yumi: 'Works at the town hall and wants to create a package in ten minutes',
    daisuke: 'Splits work, offers it to 40 people and reviews what they submit',
    reiko: 'Records training results and sees who has improved',
    makoto: 'Looks after towns and roles for the alliance',
    akira: 'Checks everything that happened and that nothing was altered',
  },
}
