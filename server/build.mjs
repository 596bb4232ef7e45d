/** Builds what is served (static files, named by their content and compressed) and what runs (one bundle) into dist/. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (path) => root + path
const quick = process.argv.includes('--quick')

rmSync(at('dist'), { recursive: true, force: true })
mkdirSync(at('dist/static'), { recursive: true })

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

// htmx starts when the page is interactive, so what it needs must stand in the same file before it (stack.md 0.4).
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
  writeFileSync(at(`dist/static/${file}`), bytes)
  writeFileSync(
    at(`dist/static/${file}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quick ? 5 : 11 } }),
  )
  writeFileSync(at(`dist/static/${file}.gz`), gzipSync(bytes, { level: 9 }))
  files[file] = type
  return file
}
const manifest = {
  css: serve('site', 'css', 'text/css; charset=utf-8', css),
  js: serve('site', 'js', 'text/javascript; charset=utf-8', js),
  icon: serve('icon', 'svg', 'image/svg+xml', readFileSync(at('static/icons/icon.svg'), 'utf8')),
  files,
}
writeFileSync(at('dist/static/manifest.json'), JSON.stringify(manifest))

await build({
  // drawing: what server/drawing starts as a process of its own; Skia, pdf.js and the fonts are found in node_modules at run time.
  entryPoints: { main: at('server/main.ts'), cli: at('server/cli.ts'), drawing: at('server/drawing/child/main.mjs') },
  outdir: at('dist'),
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
