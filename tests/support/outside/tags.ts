/** Reads the tags of a page's text, so that what people typed is never taken for markup. */
export type Tag = { name: string; has: Record<string, string> }
/** Every opening tag with its attributes, quoted or bare. */
export const tags = (text: string): Tag[] =>
  [...text.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi)].map(([, name, rest]) => ({
    name: name!,
    has: Object.fromEntries(
      [...rest!.matchAll(/([^\s=>"'/]+)(?:="([^"]*)"|='([^']*)'|=([^\s"'>]+))?/g)].map(([, key, ...values]) => [
        key!,
        unescaped(values.find((value) => value !== undefined) ?? ''),
      ]),
    ),
  }))

/** What the named attributes of a page say, wherever they stand. */
export const attributes = (text: string, names: readonly string[]): string[] =>
  tags(text).flatMap(({ has }) => names.flatMap((name) => has[name] ?? []))

const unescaped = (value: string) =>
  value.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => ({ amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" })[name]!)
