/** What no page may get wrong, whatever it shows: every page that a test fetches passes through here. */
import { createHash } from 'node:crypto'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { type Tag, tags } from '../outside/tags.ts'

/** Resolving the rules anew for each page took as long as half of the checking. */
class ResolvedOnce extends StaticConfigLoader {
  #resolved?: ReturnType<StaticConfigLoader['getConfigFor']>
  override getConfigFor(handle: string) {
    this.#resolved ??= super.getConfigFor(handle)
    return this.#resolved
  }
}

const rules = new ResolvedOnce({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    'no-inline-style': 'error',
    'input-missing-label': 'error',
    'multiple-labeled-controls': 'error',
    'no-missing-references': 'error',
    // A summary of errors stands before the page's own heading.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    'empty-heading': 'error',
    'text-content': 'error',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'unique-landmark': 'error',
    'hidden-focusable': 'error',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
    'tel-non-breaking': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'require-sri': 'off',
  },
})
const checker = new HtmlValidate(rules)

const isScript = ({ name, has }: Tag) =>
  (name === 'script' && !has.src) ||
  Object.entries(has).some(([key, value]) => /^on/i.test(key) || /^\s*javascript:/i.test(value))

/** Pages without a fault, by their hash: refusals of the same kind are the same to the byte. */
const sound = new Set<string>()

/** Throws with every fault and the place of each. Parts of pages (htmx) are checked as such. */
export function lintPage(path: string, text: string): void {
  const hash = createHash('sha256').update(text).digest('base64')
  if (sound.has(hash)) return
  const report = checker.validateStringSync(text, path)
  const faults = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`),
  )
  if (text.startsWith('<!doctype')) {
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
    if (count(/<h1[\s>]/g) !== 1) faults.push(`a page has one h1, this has ${count(/<h1[\s>]/g)}`)
    if (count(/<main[\s>]/g) !== 1) faults.push('a page has one main')
    if (/<title>\s*\|/.test(text)) faults.push('a title names the thing')
    if (tags(text).some(isScript)) faults.push('a page has no inline script')
    if (/\bundefined\b|\[object |\bNaN\b/.test(text.replace(/<[^>]*>/g, ' '))) faults.push('a value was shown that is none')
  }
  if (faults.length > 0) throw new Error(`${path}\n${[...new Set(faults)].slice(0, 20).join('\n')}`)
  sound.add(hash)
}
