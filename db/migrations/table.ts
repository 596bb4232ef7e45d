/** A short way to write a table down: each column on a line, as `name type`, `?` for one that may be null, `-> table.column` for a reference. */
import { type Kysely, type SqlBool, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration sees the tables of its own time, not today's schema
type Db = Kysely<any>

/** Makes a table from lines such as `id text primary`, `left_on text?`, `town_id text -> town.id`. */
export async function table(db: Db, name: string, lines: string, primary?: readonly string[]): Promise<void> {
  let make = db.schema.createTable(name)
  for (const line of lines.trim().split('\n')) {
    const [, column, type, optional, key, target] = /^\s*(\w+) (\w+)(\?)?( primary)?(?: -> ([\w.]+))?\s*$/.exec(line) ?? []
    if (!column || !type) throw new Error(`unreadable column in ${name}: ${line}`)
    make = make.addColumn(column, sql.raw(type), (c) => {
      const nullable = optional ? c : c.notNull()
      const keyed = key ? nullable.primaryKey() : nullable
      return target ? keyed.references(target) : keyed
    })
  }
  if (primary) make = make.addPrimaryKeyConstraint(`${name}_pk`, primary as never)
  await make.execute()
}

type Index = { readonly unique?: boolean; readonly where?: ReturnType<typeof sql<SqlBool>> }
/** Makes an index named for its table and columns (`column desc` sorts downwards). */
export async function index(
  db: Db,
  on: string,
  columns: readonly string[],
  { unique = false, where }: Index = {},
): Promise<void> {
  const name = `${on}_${columns.map((column) => column.replace(' desc', '')).join('_')}`
  await sql`create ${sql.raw(unique ? 'unique ' : '')}index ${sql.ref(name)} on ${sql.table(on)} (${sql.raw(columns.join(', '))}) ${where ? sql`where ${where}` : sql``}`.execute(
    db,
  )
}
