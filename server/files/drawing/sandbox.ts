/** The command that starts a drawing process where it can do least: no network, nothing to write to, nothing to read but itself. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** From the strongest down. Without bubblewrap a process that was taken over could still reach the network. */
export const sandboxes = ['bubblewrap', 'permissions', 'process'] as const
export type Sandbox = (typeof sandboxes)[number]
export type Command = { readonly file: string; readonly args: readonly string[] }

const installed = createRequire(import.meta.url)
const fontFile = (style: string) => installed.resolve(`@expo-google-fonts/noto-sans-jp/${style}/NotoSansJP_${style}.ttf`)
/** What the drawing process loads. It is told the paths, because it cannot look around. */
const loaded = () => [
  installed.resolve('@napi-rs/canvas'),
  fontFile('400Regular'),
  fontFile('700Bold'),
  installed.resolve('pdfjs-dist/legacy/build/pdf.min.mjs'),
]
const folderOfPackages = (file: string) => file.slice(0, file.lastIndexOf('/node_modules/') + '/node_modules'.length)

/** The built platform has the process beside itself in dist/; from sources it stands in a folder here. */
const drawingProcess = (): string =>
  [new URL('./drawing.mjs', import.meta.url), new URL('./child/main.mjs', import.meta.url)]
    .map((url) => fileURLToPath(url))
    .find((file) => existsSync(file))!

const bubblewrap = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap'].find((file) => existsSync(file))

/** Null where this machine does not have what the sandbox needs. `entry` is another one in tests only. */
export function confined(sandbox: Sandbox, entry: string = drawingProcess()): Command | null {
  const paths = loaded()
  const readable = [...new Set([...paths.map(folderOfPackages), dirname(entry)])]
  const node = (...flags: string[]) => [process.execPath, ...limits, ...flags, entry, ...paths]
  if (sandbox === 'process') return limited(node())
  if (sandbox === 'permissions')
    return limited(node(permissionFlag, '--allow-addons', ...readable.map((folder) => `--allow-fs-read=${folder}/*`)))
  return bubblewrap ? limited([bubblewrap, ...walls(readable), ...node()]) : null
}

/** No text becomes code (PDFs hold functions), and a script that eats memory ends before the machine suffers. */
const limits = ['--disallow-code-generation-from-strings', '--max-old-space-size=512', '--no-warnings']
const permissionFlag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'

/** Neither /proc nor /dev nor a shell nor any data of the platform exists inside. */
const walls = (readable: readonly string[]): string[] => [
  ...['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
  ...['/usr/lib', '/usr/lib64', '/lib', '/lib64', '/usr/bin/ldd'].flatMap((path) => ['--ro-bind-try', path, path]),
  ...[process.execPath, ...readable].flatMap((path) => ['--ro-bind', path, path]),
  ...['--chdir', '/'],
]

/**
 * Limits that hold for native code too. No core (`-c`) and no file (`-f`): neither a crash nor a library may leave content on the
 * disk. Data (`-d`, KiB) bounds what decoders take: a scan of A4 at 600 dpi asks for 2 GB and uses a third of it. Time (`-t`, seconds)
 * ends what outlives us. `nice`: answers of the site go before pages.
 */
const limited = (command: readonly string[]): Command => ({
  file: '/bin/sh',
  args: ['-c', 'ulimit -c 0; ulimit -f 0; ulimit -d 2500000; ulimit -t 60; exec nice -n 5 "$@"', 'sh', ...command],
})
