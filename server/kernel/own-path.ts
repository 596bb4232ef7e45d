/** A path of this site and nothing else: what `next` and `back` may name. */
export function ownPath(path: string | undefined): string {
  if (!path || !/^\/(?![/\\])[\w\-./?=&%~]*$/.test(path)) return '/'
  const url = new URL(path, 'http://localhost')
  // `/.//host` is a path of ours that reads `//host` once its dots are resolved.
  return url.origin === 'http://localhost' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}
