import type { Operation } from '../../../openapi/index.js'
import { escapeRegex } from '../../../text/escape-regex.js'
import { readJson } from '../../../text/json/read.js'
import { isJson, parseMediaType } from '../../../text/media-type.js'
import { decodeIfPossible } from '../../../text/percent-encoding.js'
import { basePathOf, parseUrl } from '../../../text/url.js'
import { findHeader, type Interaction } from '../../interaction/interaction.js'

/** The values of path parameters by position, decoded. */
export type PathTexts = readonly string[]

/** Reads the JSON body of a message; `undefined` for any other body. */
export function readBody({ headers, body }: Interaction['request'] | Interaction['response']): unknown {
  const type = parseMediaType(findHeader(headers, 'content-type') ?? '')
  const json = type && isJson(type) && typeof body === 'string' ? readJson(body) : undefined
  return json && 'value' in json ? json.value : undefined
}

/** Reads the values of the path parameters from a URL; empty if the URL has another path. */
export function pathTextsOf({ path }: Pick<Operation, 'path'>, url: string, base: string): PathTexts {
  const prefix = basePathOf(parseUrl(base))
  const pattern = path
    .split(/\{[^{}]*\}/)
    .map(escapeRegex)
    .join('([^/]*)')
  const [, ...texts] = new RegExp(`^${pattern}$`).exec(parseUrl(url)?.pathname.slice(prefix.length) ?? '') ?? []
  return texts.map(decodeIfPossible)
}
