/** Static files as built: named by their content, compressed beforehand, kept for ever by browsers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'

type Encoding = 'br' | 'gzip' | 'identity'
type Asset = { readonly type: string; readonly bytes: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>> }
export type Assets = { readonly css: string; readonly js: string; readonly icon: string; find(path: string): Asset | undefined }

/** What `npm run build` leaves beside the bundle: logical names, and the files as they are served. */
type Manifest = { css: string; js: string; icon: string; files: Record<string, string> }

/** Reads everything once; nothing touches the disk afterwards, and no request can name a file. */
export function loadAssets(folder: string): Assets {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const files = new Map(
    Object.entries(manifest.files).map(([name, type]) => {
      const read = (ending: string) => new Uint8Array(readFileSync(join(folder, name + ending)))
      return [`/static/${name}`, { type, bytes: { br: read('.br'), gzip: read('.gz'), identity: read('') } }]
    }),
  )
  const path = (name: string) => `/static/${name}`
  return { css: path(manifest.css), js: path(manifest.js), icon: path(manifest.icon), find: (at) => files.get(at) }
}

export const serveAssets: MiddlewareHandler<{ Variables: { assets: Assets } }> = async (c, next) => {
  const asset = c.req.method === 'GET' ? c.var.assets.find(c.req.path) : undefined
  if (!asset) return next()
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding: Encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
  if (encoding !== 'identity') c.header('content-encoding', encoding)
  c.header('content-type', asset.type)
  c.header('vary', 'accept-encoding')
  c.header('cache-control', 'public, max-age=31536000, immutable')
  return c.body(asset.bytes[encoding])
}
