/** Builds what is served (static files, named by their content and compressed) and what runs (one bundle) into dist/, or `--to` a folder. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (path) => root + path
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, to: { type: 'string', default: at('dist') } } })
const to = resolve(values.to)

const written = new Set()
/**
 * INVARIANT: a server may be running from there, so a file is whole or the one before it; what others name (chunks, static files) is in
 * its place before what names it, and what this build does not know goes last of all.
 */
function put(name, bytes) {
  const path = join(to, name)
  written.add(path)
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(bytes))) return
  const coming = `${path}.${process.pid}.coming`
  writeFileSync(coming, bytes)
  renameSync(coming, path)
}
mkdirSync(join(to, 'static'), { recursive: true })

const bundled = async (entry) => {
  const { outputFiles } = await build({
    entryPoints: [at(entry)],
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    logLevel: 'warning',
  })
  return outputFiles[0].text
}

// htmx starts when the page is interactive, so what it needs must come before it in the same file.
const [css, passkey, upload, site] = await Promise.all([
  bundled('static/site.css'),
  bundled('static/passkey.js'),
  bundled('static/upload.js'),
  bundled('static/site.js'),
])
const js = [
  readFileSync(at('static/htmx-shim.js'), 'utf8'),
  readFileSync(at('node_modules/htmx.org/dist/htmx.min.js'), 'utf8'),
  site,
  passkey,
  upload,
].join(';\n')

const files = {}
function serve(name, ending, type, text) {
  const bytes = Buffer.from(text)
  const file = `${name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${ending}`
  const quality = values.quick ? 5 : 11
  put(`static/${file}`, bytes)
  put(`static/${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }))
  put(`static/${file}.gz`, gzipSync(bytes, { level: 9 }))
  files[file] = type
  return file
}
const manifest = {
  css: serve('site', 'css', 'text/css; charset=utf-8', css),
  js: serve('site', 'js', 'text/javascript; charset=utf-8', js),
  icon: serve('icon', 'svg', 'image/svg+xml', readFileSync(at('static/icons/icon.svg'), 'utf8')),
  files,
}

const { outputFiles } = await build({
  // drawing: what server/files/drawing starts as a process of its own; Skia, pdf.js and the fonts are found in node_modules at run time.
  entryPoints: { main: at('server/main.ts'), cli: at('server/cli.ts'), drawing: at('server/files/drawing/child/main.mjs') },
  outdir: to,
  write: false,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  external: ['better-sqlite3', 'pg-native'],
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  legalComments: 'none',
  logLevel: 'warning',
})
const isEntry = ({ path }) => !basename(path).startsWith('chunk-')
for (const { path, contents } of outputFiles.toSorted((a, b) => isEntry(a) - isEntry(b))) put(relative(to, path), contents)
put('static/manifest.json', JSON.stringify(manifest))

for (const folder of [to, join(to, 'static')])
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()))
    if (!written.has(join(folder, name))) rmSync(join(folder, name), { force: true })
