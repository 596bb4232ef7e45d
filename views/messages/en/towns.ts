/** Words of the allied towns and the bodies that contract for them, in English. */
import type { Messages } from '../ja/index.ts'

export const towns: Messages['towns'] = {
  title: 'Towns',
  lead: 'The towns of the alliance, and the operating bodies that contract with their teleworkers.',
  add: 'Add a town',
  town: 'Town',
  code: 'Town code',
  prefecture: 'Prefecture',
  joined: 'Joined',
  body: 'Operating body',
  noBody: 'None yet (nothing can be published)',
  action: 'Action',
  edit: 'Set the operating body',
  empty: { title: 'No towns yet', words: 'Add the first town, then invite its people.' },
  new: {
    title: 'Add a town',
    lead: 'You can invite its people at once. Its prefecture follows from the code.',
    code: 'Official town code',
    codeHint: 'Six digits with the check digit (Shiojiri is 202151).',
    name: 'Name in Japanese',
    nameHint: 'With its ending, as in 塩尻市.',
    kana: 'Name in katakana',
    romaji: 'Name in Latin letters',
    romajiHint: 'Shown on English pages, such as Shiojiri.',
    submit: 'Add the town',
    taken: 'There is a town with this code already',
  },
  operatingBody: {
    title: (town) => `Operating body of ${town}`,
    lead: 'It contracts with the residents and stands in the written terms as the orderer. A change counts for offers made from now on.',
    name: 'Name',
    address: 'Address',
    contact: 'Contact',
    contactHint: 'Telephone and e-mail as they stand in the terms.',
    submit: 'Save',
  },
}
