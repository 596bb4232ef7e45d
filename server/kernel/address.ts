/** Whom a connection comes from: what brakes on guessing count by. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Config } from '../config.ts'

/** INVARIANT: a client's own X-Forwarded-For never counts: only the last entry, and only when a proxy of ours wrote it. */
export function addressReader({ trustProxy }: Pick<Config, 'trustProxy'>) {
  return (request: Request, env: unknown): string => {
    const forwarded = trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    return forwarded ?? getConnInfo({ env } as never).remote.address ?? ''
  }
}
