import { expect, test } from 'vitest'
import { lintPage } from '../support/run/lint.ts'

const whole = (body: string) =>
  `<!doctype html><html lang="ja"><head><title>A | B</title></head><body><main>${body}</main></body></html>`

test('a plain page passes', () => {
  expect(() => lintPage('/', whole('<h1>A</h1>'))).not.toThrow()
})

test.for([
  ['no heading', '<p>a</p>', 'one h1'],
  ['two headings', '<h1>a</h1><h1>b</h1>', 'one h1'],
  ['an inline style', '<h1 style="color:red">a</h1>', 'no-inline-style'],
  ['an inline handler', '<h1 onclick="x()">a</h1>', 'inline script'],
  ['an inline script', '<h1>a</h1><script>x()</script>', 'inline script'],
  ['the same id twice', '<h1 id="x">a</h1><p id="x">b</p>', 'no-dup-id'],
  ['a field without a label', '<h1>a</h1><input type="text" name="a">', 'input-missing-label'],
  ['a picture without words', '<h1>a</h1><img src="/a.png">', 'wcag/h37'],
  ['an empty value', '<h1>undefined</h1>', 'a value was shown'],
  ['an open element', '<h1>a</h1><section><h2>b</section>', 'close-order'],
] as const)('%s is found', ([, body, fault]) => {
  expect(() => lintPage('/', whole(body))).toThrow(fault)
})
