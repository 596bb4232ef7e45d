/** Words of the terms of an order, in English: a faithful translation; the Japanese text binds. */
import type { Messages } from '../ja/index.ts'
import { of } from './count.ts'

export const terms: Messages['terms'] = {
  items: {
    orderer: 'Orderer',
    worker: 'Worker',
    orderedOn: 'Date of order',
    content: 'The work',
    remuneration: 'Pay',
    payment: 'When and how it is paid',
    expenses: 'Expenses',
    dueOn: 'Due date',
    delivery: 'Where and how to deliver',
    inspection: 'Review',
    changes: 'Changing the terms',
    rework: 'Corrections and delay',
    rights: 'Rights',
    secrecy: 'Secrecy and personal data',
  },
  clauses: {
    orderer: ({ orderer }) =>
      orderer?.name && orderer.address && orderer.contact
        ? `${orderer.name}\nAddress: ${orderer.address}\nContact: ${orderer.contact}`
        : '',
    worker: ({ worker }) => worker.romaji,
    orderedOn: ({ orderedOn }, { day }) =>
      `Offered on ${day(orderedOn)}. It is a contract from the day on which the worker accepts.`,
    content: ({ number: code, title, purpose, lotNumber, firstRow, lastRow, criteria }, { number }) =>
      title && purpose && criteria.length > 0
        ? `Work: ${title} (${code}), lot ${lotNumber}\nPurpose: ${purpose}\nQuantity: rows ${number(firstRow)} to ${number(lastRow)} of the list, ${of(number(lastRow - firstRow + 1), 'row')}\nAcceptance criteria:\n${criteria.map((words, i) => `${i + 1}. ${words}`).join('\n')}`
        : '',
    remuneration: ({ unitPrice, firstRow, lastRow, total }, { yen, number }) =>
      unitPrice
        ? `${yen(unitPrice)} a row × ${of(number(lastRow - firstRow + 1), 'row')} = ${yen(total)}, consumption tax included. It is never reduced afterwards.`
        : '',
    payment: ({ dueOn, paymentOn }, { day }) =>
      `Closed at the end of the month and paid on the 25th of the next. For a delivery on the due date (${day(dueOn)}) that is ${day(paymentOn)}. It counts from the day of receipt and waits for neither the review nor an invoice.\nBy bank transfer to the worker’s account; the orderer bears the fee.`,
    expenses: ({ expenses }) => expenses || 'The pay covers the computer and the connection. The worker bears no other cost.',
    dueOn: ({ dueOn }, { day }) => `By ${day(dueOn)}`,
    delivery: () => 'Where: the page of this lot on Yui\nHow: by sending the corrected list (a CSV file)',
    inspection: ({ inspectionDays, inspectionOn }, { day }) =>
      `Done within ${inspectionDays} days of receipt. For a delivery on the due date that is by ${day(inspectionOn)}.`,
    changes: () =>
      'Terms change only after talking it over, by agreement of both, and in writing (these pages count). Whoever refuses suffers no disadvantage, and the old terms stand.',
    rework: () =>
      'Corrections are asked for only where a criterion is not met, naming its number. The pay is not reduced for them. If you may be late, say so early: we listen and talk it over.',
    rights: () =>
      'The rights in the delivered data (including those of articles 27 and 28 of the Copyright Act) pass to the orderer when the pay is paid. The pay covers them.',
    secrecy: () =>
      'What is learned through the work, personal data included, is used for this work only and is neither shown nor told to others. Files are deleted when the work ends. This promise outlasts the contract.',
  },
}
