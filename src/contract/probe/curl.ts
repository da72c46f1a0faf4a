import { toOctalEscapes } from '../../text/visible-text.js'
import { mask } from '../findings/mask-secrets.js'
import { type IsSecret, maskQuery } from '../report/request-line.js'
import type { Credential } from './credentials.js'
import type { Request } from './planned-request.js'

/** Options that decide what a command line must not show. */
export interface CurlOptions {
  readonly credentials: readonly Credential[]
  /** Returns true if a value of this name is a secret. */
  readonly isSecret: IsSecret
  /** Returns true if a text may be a secret of the service, because it was in a response or was given. */
  readonly isForeign: (text: string) => boolean
}

/**
 * Formats a curl command line that sends a request again, for POSIX shells with `$'…'`. Credentials are written as
 * shell variables. Secrets from responses are replaced by `***`, so such a line has to be completed before it is run.
 */
export function formatCurl({ method, url, headers, body }: Request, options: CurlOptions): string {
  const quote = (text: string, names = none) => quoteWith(text, options.credentials, names)
  const hasBody = typeof body === 'string' && body !== ''
  const [address = ''] = url.split('?', 1)
  const isMasked = (name: string, value: string) => options.isSecret(name) && options.isForeign(value)
  const shown = `${address}${maskQuery(url.slice(address.length), isMasked)}`
  const implied = hasBody ? 'POST' : 'GET'
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type')
  return [
    'curl -i',
    ...(method === 'HEAD' ? ['-I'] : method === implied ? [] : [`-X ${quote(method)}`]),
    // Without it, curl reads brackets and braces as patterns.
    ...(/[[\]{}]/.test(url) ? ['-g'] : []),
    // Without it, curl removes dots from the path.
    ...(/\/\.\.?(?:\/|$)/.test(address) ? ['--path-as-is'] : []),
    quote(shown, namesInUrl),
    ...headers
      .filter(([name, value]) => name !== 'accept' || value !== '*/*')
      .map((header) => formatHeader(header, options, quote)),
    // Without it, curl adds the content type of a form.
    ...(hasBody && !isTyped ? [`-H 'content-type:'`] : []),
    // After --data-binary, curl reads a word that begins with @ as the name of a file.
    ...(hasBody ? [`${body.startsWith('@') ? '--data-raw' : '--data-binary'} ${quote(body)}`] : []),
  ].join(' ')
}

function formatHeader(
  [name, value]: readonly [string, string],
  { credentials, isSecret, isForeign }: CurlOptions,
  quote: (text: string, names: RegExp) => string,
): string {
  const basic = /^Basic (.+)$/.exec(value)?.[1]
  const user = credentials.find(({ secret }) => Buffer.from(secret).toString('base64') === basic)
  if (name === 'authorization' && user) return `-u "${user.placeholder}"`
  const isCredential = credentials.some(({ secret }) => value.includes(secret))
  const shown = !isCredential && isSecret(name) && isForeign(value) ? mask : value
  // curl sends a header without a value only if it ends in a semicolon.
  const names = name === 'cookie' ? namesInCookies : nameOfHeader
  return `-H ${quote(shown === '' ? `${name};` : `${name}: ${shown}`, names)}`
}

const none = /(?!)/g
/** The origin, and the names of parameters. */
const namesInUrl = /^https?:\/\/[^/?#]*|[?&][^=&]*=/g
const nameOfHeader = /^[^:]*: /g
const namesInCookies = /^cookie: [^=;]*=|; [^=;]*=/g

/**
 * Quotes a word for the shell and replaces secrets by variables. What lies inside a match of `names` is not a secret, even if it
 * has the same letters.
 */
function quoteWith(text: string, credentials: readonly Credential[], names: RegExp): string {
  const named = [...text.matchAll(names)].map(({ index, 0: { length } }) => [index, index + length] as const)
  const spellings = credentials
    .flatMap(({ secret, placeholder }) =>
      [secret, encodeURIComponent(secret)].map((spelled) => ({ spelled, placeholder })),
    )
    .filter(({ spelled }) => spelled !== '')
    .sort((one, other) => other.spelled.length - one.spelled.length)
  const words: string[] = []
  let from = 0
  for (let at = 0; at < text.length; ) {
    const found = spellings.find(
      ({ spelled: { length }, spelled }) =>
        text.startsWith(spelled, at) && !named.some(([start, end]) => start <= at && at + length <= end),
    )
    if (found) {
      if (from < at) words.push(quoteWord(text.slice(from, at)))
      words.push(`"${found.placeholder}"`)
      from = at + found.spelled.length
    }
    at = found ? from : at + 1
  }
  if (from < text.length || words.length === 0) words.push(quoteWord(text.slice(from)))
  return words.join('')
}

function quoteWord(text: string): string {
  if (/^[\w./:=,@%+-]+$/.test(text)) return text
  // POSIX.1-2024, 2.2.2 and 2.2.4.
  if (!hasControls.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\r', '\\r')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => toOctalEscapes(character))
  return `$'${escaped}'`
}

/** Characters that a terminal does not show, or that would change the line. */
const hasControls = /[\p{Cc}\p{Cf}\u2028\u2029]/u
