/** Replaces a secret in a report. */
export const mask = '***'

/** Names of members, parameters and headers whose values are secrets or grant access. */
const secretName =
  /token|secret|passw(?:or)?d|passphrase|\bpwd\b|signature|credential|api[-_]?key|access[-_]?key|private[-_]?key|authorization|cookie|\b(?:jwt|hmac)\b|^(?:sig|auth|key|policy|key-pair-id)$/i

/** Words that follow `Bearer` in prose. */
const prose = /^(?:auth\w*|tokens?|credentials?|schemes?|realm|access|headers?|challenge)$/i

type Replace = (match: string, before: string, value: string) => string

const hide: Replace = () => mask
const hideValue: Replace = (_, before) => before + mask

/** One pattern per kind of secret. Each takes linear time. */
const patterns: readonly (readonly [RegExp, Replace])[] = [
  // JSON Web Token (RFC 7519), whole or cut off: it begins with the base64url of `{"`.
  [/\beyJ[\w-]{8}[\w.-]*/g, hide],
  // RFC 6750, 2.1.
  [/\b(Bearer\s{1,9})([\w.~+/-]{6,}=*)/gi, (all, before, value) => (prose.test(value) ? all : before + mask)],
  // RFC 7617, 2: base64 of `user:password`.
  [/\b(Basic\s{1,9})([\w+/-]{6,}=*)/gi, (all, before, value) => (isBasic(value) ? before + mask : all)],
  // RFC 3986, 3.2.1: user information.
  [/(:\/\/)([^\s/?#@"'<>]+)@/g, (_, before) => `${before}${mask}@`],
  // Keys with a well-known prefix.
  [/\bP[ABT][\w-]{10,}/g, (all) => (/\d/.test(all) && /[a-z]/.test(all) ? mask : all)],
  [/\b[A-Z]{2,4}_?[\dA-F]{32,}\b/g, hide],
  [/\b(?:[spr]k_(?:live|test)_\w{8,}|sk-[\w-]{16,}|gh[opsur]_\w{20,}|xox[a-z]-[\w-]{10,}|AKIA[\dA-Z]{12,})/g, hide],
  // A header written as text: its whole value.
  [/\b((?:proxy-)?authorization: |(?:set-)?cookie: |x-api-key: |x-auth-token: )([^\r\n"]{6,})/gi, hideValue],
  // `name=value` of a query inside another query.
  [
    /((?:%3F|%26)[\w.-]{1,64}%3D)((?:[^\s&#"'<>\\;%]|%(?!26))+)/gi,
    (all, before) => (hasSecretName(before.slice(3, -3)) ? before + mask : all),
  ],
  // `name=value` of a query, a form or a cookie; `name[]=value` too. A comma ends the value only before the next name.
  [
    /(?<![\w.-])([\w.-]{1,64}(?:\[[\w-]{0,32}\])?=)((?:[^\s&#"'<>\\;?=,]|,(?![\w.-]{1,64}(?:\[[\w-]{0,32}\])?=))+=*)/g,
    (all, before) => (hasSecretName(before.split(/[[=]/, 1)[0] ?? '') ? before + mask : all),
  ],
  // `"name": "value"` of JSON, also when escaped inside another text.
  [
    /("[\w.-]{1,64}\\?"\s{0,9}:\s{0,9}\\?")((?:[^"\\]|\\[^"\\])+)/g,
    (all, before) => (hasSecretName(before.slice(1, before.search(/\\?"\s*:/))) ? before + mask : all),
  ],
]

/**
 * The text with `***` in place of everything that looks like a credential, a token or the signature of a link.
 *
 * Secrets are recognised by their form (JWT, `Bearer`, `Basic`, user information in a URL, known prefixes) or by the name
 * beside them (`page_token=…`, `X-Amz-Signature=…`, `"password": "…"`). Masking twice changes nothing. Takes linear time; a
 * text is cut after a million characters, where the patterns would overflow their stack.
 */
export function maskSecrets(text: string): string {
  const whole = text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
  return patterns.reduce((masked, [pattern, replace]) => masked.replace(pattern, replace), whole)
}

const maxLength = 1_000_000

/** True if values of this name are secrets. */
export function hasSecretName(name: string): boolean {
  return secretName.test(name)
}

function isBasic(value: string): boolean {
  return /[\d+/=]/.test(value) || atobOrEmpty(value).includes(':')
}

function atobOrEmpty(value: string): string {
  try {
    return atob(value)
  } catch {
    return ''
  }
}
