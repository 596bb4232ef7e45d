/** How it is written down what one table keeps about people, and the few words in which its columns are listed. */
import type { keptMonths } from '../../membership/membership.ts'

/** Why it is kept: what the statement of leaving says, and two reasons that end with it. */
export type Why = keyof typeof keptMonths | 'access' | 'exchange'
/** What ends it; forgetting (policies/membership/membership.ts) ends at the latest what the end of a membership or of the content has not ended. */
export type Until = 'leaving' | 'destruction' | 'forgetting'
/** What goes then: the row, the words in these columns (what stands there instead is named), or only the name of whose they are. */
export type Goes = 'row' | 'name' | Readonly<Record<string, string | number | null>>

type Rows = {
  /** The way from a row to its person: `submissionId.assignmentId.workerId`. */
  readonly of: string
  /** What tells them apart, where they have no `id`. */
  readonly key?: string
  /** By what the newest is known; `id` where nothing is named. */
  readonly newest?: string
  /** The audit names them, so whoever reads one is among those who read the person's data. */
  readonly audited?: true
}
/** `stays`: words that stay in a row which does not go, and why. */
type Ends = { readonly until: Until; readonly goes: Goes; readonly stays?: Readonly<Record<string, string>> }
/** A table of which each row is about one person, who finds it in a section of their own data. */
export type About = {
  readonly section: string
  readonly why: Why
  readonly rows: Rows
  /** What the person sees, in this order. A reference shows what it leads to by name or number; `packageId.title` follows it. */
  readonly shown: string
  /** Which of these hold JSON, and which 0 or 1. */
  readonly json?: string
  readonly bits?: string
  /** What is made for the section beside its columns (db/records/own-data/made.ts). */
  readonly made?: string
  /** What the person does not see, and why. `id`, and where the way to the person begins, only tie rows together. */
  readonly leftOut?: Readonly<Record<string, string>>
  readonly ends: Ends
}
/** A table without a section: `names` are the columns that lead to a person, each with the reason why they have none. */
export type Apart = {
  readonly rows?: Rows
  readonly names?: Readonly<Record<string, string>>
  /** Columns that hold nothing about a person. */
  readonly nothing?: string
  /**
   * What people wrote about the content of a package, and what comes from its list: what stands there once it is destroyed
   * (db/safety/destructions/blank.ts). In a table of a package every free text belongs here.
   */
  readonly blank?: Readonly<Record<string, '' | null | readonly []>>
  readonly ends?: Ends
}

/** Reasons that several tables have. */
export const key = 'key material or a way to it'
export const link = 'only ties rows together; what it ties to is shown by name'
export const choice = 'a choice from a list of ours'

type Cut<Text extends string, By extends string> = Text extends `${infer Head}${By}${infer Tail}` ? Head | Cut<Tail, By> : Text
/** The words of a list of columns, as types and as values. */
export type Words<Text> = Text extends string ? Exclude<Cut<Cut<Text, '\n'>, ' '>, ''> : never
export const wordsIn = (text = ''): string[] => text.split(/\s+/).filter(Boolean)

/** The field as which a column is shown: what a reference leads to has the name of the thing, `townId` is `town`. */
export type FieldOf<Path extends string> = Path extends `${string}.${infer Rest}`
  ? FieldOf<Rest>
  : Path extends `${infer Thing}Id`
    ? Thing
    : Path
export const fieldOf = (path: string): string => path.replace(/^.*\./, '').replace(/Id$/, '')
