/** The tables as TypeScript sees them. Columns are snake_case in SQL and camelCase here. */
import type { Json } from '../tables/columns.ts'
import type { DataTables } from '../tables/data.ts'
import type { DueTables } from '../tables/dues.ts'
import type { FactTables } from '../tables/facts.ts'
import type { MembershipTables } from '../tables/membership.ts'
import type { PeopleTables } from '../tables/people.ts'
import type { RecordTables } from '../tables/records.ts'
import type { WorkTables } from '../tables/work.ts'

export type { Desk, JobKind, JobState, Locale } from '../tables/columns.ts'
export type Schema = PeopleTables & MembershipTables & WorkTables & RecordTables & DataTables & DueTables & FactTables

export const toJson = <T>(value: T): Json<T> => JSON.stringify(value)
export const fromJson = <T>(text: Json<T>): T => JSON.parse(text) as T
