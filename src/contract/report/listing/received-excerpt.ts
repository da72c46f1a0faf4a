import { createJsonPositions, type JsonPositions } from '../../../text/json/positions.js'
import { parsePointer } from '../../../text/json-pointer.js'
import { countOf } from '../../../text/plural.js'
import { shorten } from '../../../text/shorten.js'
import { mask, maskSecrets } from '../../findings/mask-secrets.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { ReceivedExcerpt } from '../report.js'
import type { IsSecret } from '../request-line.js'

/** Number of members or items shown on each side of the value. */
const around = 2
const maxLength = 80
/**
 * Maximum length of a body that is quoted, in characters. It would take too long to find a value in a longer one only
 * to show it.
 */
const maxBody = 1_000_000

/**
 * Returns a function that quotes the body of an interaction around the value that a finding is about: lines of JSON
 * with the object or array that contains the value, and its nearest members or items, each on one line. The function
 * returns `undefined` for findings that are not about a value of a JSON body.
 */
export function createQuoting(
  { request, response }: Interaction,
  isSecret: IsSecret,
): (at: string) => ReceivedExcerpt | undefined {
  // Many findings may be about one body, which is parsed once.
  const bodies = new Map<string, Body | undefined>()
  const bodyOf = (text: string): Body | undefined => {
    if (!bodies.has(text)) bodies.set(text, parseBody(text))
    return bodies.get(text)
  }
  return (at) => {
    const [ofRequest, inRequest = ''] = /^body(?: (\/.*))?$/s.exec(at) ?? []
    const path = parsePointer(ofRequest === undefined ? at : inRequest)
    const text = ofRequest === undefined ? response.body : request.body
    const body = path && text ? bodyOf(text) : undefined
    return path && body && quoteBody(body, path, isSecret)
  }
}

interface Body {
  readonly value: unknown
  readonly positions: JsonPositions
}

function parseBody(text: string): Body | undefined {
  const parsed = text.length <= maxBody ? parseJson(text) : undefined
  return parsed && { ...parsed, positions: createJsonPositions(text) }
}

function quoteBody(body: Body, path: readonly string[], isSecret: IsSecret): ReceivedExcerpt | undefined {
  const quote: Quote = { positions: body.positions, isSecret }
  const value = path.reduce<unknown>(childOf, body.value)
  // If an object or array is wrong, its content shows why.
  if (isContainer(value)) return { lines: linesOf(value, path, 0, quote), hit: 0 }
  const key = path.at(-1)
  if (key === undefined) return { lines: [valueLine(value, path, quote)], hit: 0 }
  const parent = path.slice(0, -1)
  const container = parent.reduce<unknown>(childOf, body.value)
  if (!isContainer(container)) return undefined
  const index = Object.keys(container).indexOf(key)
  if (index < 0) return undefined
  const from = Math.max(0, index - around)
  return { lines: linesOf(container, parent, from, quote), hit: 1 + (from > 0 ? 1 : 0) + index - from }
}

interface Quote {
  readonly positions: JsonPositions
  readonly isSecret: IsSecret
}

/** The lines for an object or array: some of its members or items, starting at index `from`. */
function linesOf(container: object, path: readonly string[], from: number, quote: Quote): string[] {
  const isList = Array.isArray(container)
  const entries = Object.entries(container)
  const shown = entries.slice(from, from + 2 * around + 1)
  const lines = shown.map(([key, value]) => {
    const name = isList ? '' : `${shorten(JSON.stringify(key))}: `
    return `  ${name}${valueLine(value, [...path, key], quote)}`
  })
  const more = ['  …']
  return [
    isList ? '[' : '{',
    ...(from > 0 ? more : []),
    ...lines,
    ...(from + shown.length < entries.length ? more : []),
    isList ? ']' : '}',
  ]
}

/** The line for a value, spelled as in the body. */
function valueLine(value: unknown, path: readonly string[], { positions, isSecret }: Quote): string {
  if (path.some((name) => isSecret(name))) return mask
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${countOf(value.length, 'item')} ]`
  if (isContainer(value)) return Object.keys(value).length === 0 ? '{}' : '{ … }'
  return shorten(maskSecrets(positions.textAt(path) ?? ''), maxLength)
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function childOf(value: unknown, key: string): unknown {
  if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined
  // An own member of an object, or an item of an array. Its value may be anything.
  return (value as Readonly<Record<string, unknown>>)[key]
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
