/** What an applicant is asked, at home and at the counter, as pieces of forms. */
import { z } from 'zod'
import { findMyNumber } from '../../../policies/files/my-number.ts'
import type { Day } from '../../../policies/kernel/days.ts'
import { isRecentUpdate, questionsFor } from '../../../policies/membership/vetting.ts'
import type { Place, places } from '../../../policies/safety/classes.ts'
import { fields } from '../../kernel/forms.ts'

/** `vdi` is a place that an officer gives, not one that residents ask for. */
export const askedPlaces = ['home', 'centre'] as const satisfies readonly (typeof places)[number][]

export const noMyNumber = (text: string): boolean => findMyNumber(text) === undefined
const emptyIsNone = (text: string): string | null => text || null

export const contact = {
  email: z
    .string()
    .normalize('NFKC')
    .trim()
    .max(200)
    .refine(noMyNumber, 'myNumber')
    .default('')
    .transform(emptyIsNone)
    .pipe(z.email('email').nullable()),
  /** Full-width digits and any hyphens are read; a number from abroad begins with its plus. */
  phone: z
    .string()
    .normalize('NFKC')
    .trim()
    .max(40)
    .refine((text) => text.startsWith('+') || noMyNumber(text), 'myNumber')
    .default('')
    .transform((text) => emptyIsNone(text.replace(/[‐‑‒–—―−ー]/g, '-')))
    .pipe(
      z
        .string()
        .regex(/^(?=(?:\D*\d){10,15}\D*$)\(?(?:0|\+)[\d()\- ]+$/, 'phone')
        .nullable(),
    ),
}

export const wish = {
  weeklyHours: fields.whole(1, 40),
  places: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z
      .array(z.enum(askedPlaces, 'choose'))
      .min(1, 'choose')
      .transform((chosen) => [...new Set(chosen)]),
  ),
}

/** The questions that suit the places, each with yes or no, and when the antivirus was updated where the machine is one's own. */
export function environmentSchema(where: readonly Place[], today: Day) {
  const answers = Object.fromEntries(questionsFor(where).map((question) => [question, fields.choice(['yes', 'no'])]))
  const updatedOn = fields
    .day()
    .refine((day) => day <= today, 'future')
    .refine((day) => day > today || isRecentUpdate(day as Day, today), 'antivirusOld')
  return z.object({ ...answers, ...(where.includes('home') ? { updatedOn } : {}) }) as z.ZodType<Record<string, string>>
}
