/** The strict headers that every answer bears, whatever it is. */
export const strict: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /^default-src 'none'; (sandbox|script-src 'self'; style-src 'self';.*frame-ancestors 'none')$/,
  'strict-transport-security': /^max-age=63072000/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'x-frame-options': /^DENY$/,
  'permissions-policy': /publickey-credentials-get=\(self\)/,
  'cache-control': /^no-store$/,
}
