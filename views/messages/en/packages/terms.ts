/** Words of the terms of an order, in English: a faithful translation; the Japanese text binds. */
import { lastDay, type PaymentTerms } from '../../../../policies/packages/terms.ts'
import type { Messages } from '../../ja/index.ts'
import { of } from '../count.ts'

const ordinal = (day: number): string => `${day}${day > 3 && day < 21 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`
const rule = ({ closing, months, pay }: PaymentTerms): string =>
  `Work received by ${closing === lastDay ? 'the end of a month' : `the ${ordinal(closing)} of a month`} is paid on the ${pay === lastDay ? 'last day' : ordinal(pay)} of ${['that month', 'the next month', 'the month after next'][months]}, or on the business day before if banks are closed then`

export const terms: Messages['terms'] = {
  items: {
    orderer: 'Client',
    worker: 'Worker',
    orderedOn: 'Date of order',
    content: 'Work',
    remuneration: 'Pay',
    payment: 'Payment date and method',
    expenses: 'Expenses',
    dueOn: 'Due date',
    delivery: 'Where and how to submit',
    inspection: 'Review',
    changes: 'Changes to the terms',
    rework: 'Changes to the work and delays',
    rights: 'Rights',
    secrecy: 'Confidentiality and personal data',
  },
  clauses: {
    orderer: ({ orderer }) =>
      orderer?.name && orderer.address && orderer.contact
        ? `${orderer.name}\nAddress: ${orderer.address}\nContact: ${orderer.contact}`
        : '',
    worker: ({ worker }) => worker.romaji,
    orderedOn: ({ orderedOn }, { day }) => `Offered on ${day(orderedOn)}. The contract starts on the day the worker accepts.`,
    content: ({ number: code, title, purpose, lotNumber, firstRow, lastRow, criteria }, { number }) =>
      title && purpose && criteria.length > 0
        ? `Work: ${title} (${code}), lot ${lotNumber}\nPurpose: ${purpose}\nQuantity: rows ${number(firstRow)} to ${number(lastRow)} of the list, ${of(number(lastRow - firstRow + 1), 'row')}\nAcceptance criteria:\n${criteria.map((words, i) => `${i + 1}. ${words}`).join('\n')}`
        : '',
    remuneration: ({ unitPrice, firstRow, lastRow, total }, { yen, number }) =>
      unitPrice
        ? `${yen(unitPrice)} per row × ${of(number(lastRow - firstRow + 1), 'row')} = ${yen(total)}, consumption tax included. This will not be reduced later.`
        : '',
    payment: ({ dueOn, payment, paymentOn }, { day }) =>
      payment
        ? `${rule(payment)}. For work submitted on the due date (${day(dueOn)}), this is ${day(paymentOn)}. The date depends on the day of receipt, and not on the review or an invoice.\nMethod: bank transfer to the worker’s account. The client pays the transfer fee.`
        : '',
    expenses: ({ expenses }) => expenses || 'The pay includes computer and internet costs. The worker has no other costs to pay.',
    dueOn: ({ dueOn }, { day }) => `By ${day(dueOn)}`,
    delivery: () => 'Where: the page of this lot on Yui\nHow: send the corrected list (a CSV file)',
    inspection: ({ inspectionDays, inspectionOn }, { day }) =>
      `Completed within ${inspectionDays} days of receipt. For work submitted on the due date, this is by ${day(inspectionOn)}.`,
    changes: () =>
      'The terms can only change after discussion, by agreement of both parties and in writing (including these pages). There is no disadvantage for refusing a change, and the original terms then still apply.',
    rework: () =>
      'Changes are only requested where a criterion is not met, giving its number. They do not reduce the pay. If you may be late, tell us early so that we can discuss it.',
    rights: () =>
      'The rights in the submitted data (including those under articles 27 and 28 of the Copyright Act) pass to the client when the work is paid for. The pay includes the price of these rights.',
    secrecy: () =>
      'Information learned through the work, including personal data, is used only for this work and is not shown or told to others. Files are deleted when the work ends. This promise continues after the contract ends.',
  },
  rule,
}
