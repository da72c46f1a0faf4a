import {
  childrenOf,
  chooseResponse,
  type Document,
  findChild,
  isObject,
  type Operation,
} from '../../../openapi/index.js'
import { isNumber } from '../../../text/json/exact-number.js'
import { parsePointer } from '../../../text/json-pointer.js'
import { parseUrl } from '../../../text/url.js'
import { findHeader, type Interaction } from '../../interaction/interaction.js'
import { pathTextsOf, readBody } from './read-message.js'

/** A request that a Link Object derives from a response (OAS 3.1, 4.8.20). */
export interface LinkedRequest {
  readonly operation: Operation
  /** Values by parameter name, with or without the location: `id` or `path.id`. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * Finds the requests that the Link Objects of a response describe. Links whose values are missing in this response are
 * left out.
 */
export function findLinkedRequests(
  { operations, follow }: Document,
  operation: Operation,
  interaction: Interaction,
  base: string,
): LinkedRequest[] {
  const response = chooseResponse(operation.responses, interaction.response.status)
  const links = response && findChild(response.node, 'links')
  if (!links || !isObject(links.value)) return []
  return childrenOf(links).flatMap(([, each]) => {
    const link = follow(each)
    const id = findChild(link, 'operationId')?.value
    const reference = findChild(link, 'operationRef')?.value
    const target = operations.find((other) => other.operationId === id || `#${other.node.pointer}` === reference)
    const parameters = findChild(link, 'parameters')
    if (!target || !parameters || !isObject(parameters.value)) return []
    const texts = Object.entries(parameters.value).flatMap(([name, value]) => {
      const text = evaluate(value, { operation, interaction, base })
      return text === undefined ? [] : [[name, text] as const]
    })
    return texts.length === 0 ? [] : [{ operation: target, texts: new Map(texts) }]
  })
}

interface Source {
  readonly operation: Operation
  readonly interaction: Interaction
  readonly base: string
}

/** Evaluates a constant, a runtime expression, or a text with such expressions in braces. Returns text. */
function evaluate(value: unknown, source: Source): string | undefined {
  if (typeof value !== 'string') return toText(value)
  if (value.startsWith('$')) return readExpression(value, source)
  const parts = value.split(/\{(\$[^{}]*)\}/)
  const texts = parts.map((part, index) => (index % 2 === 1 ? readExpression(part, source) : part))
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined
}

/** Evaluates a runtime expression (OAS 3.1, 4.8.20.4). */
function readExpression(expression: string, { operation, interaction, base }: Source): string | undefined {
  const { request, response } = interaction
  if (expression === '$statusCode') return String(response.status)
  if (expression === '$method') return request.method
  if (expression === '$url') return request.url
  const [, side, place = '', rest = ''] =
    /^\$(request|response)\.(body(?=#|$)|header(?=\.)|query(?=\.)|path(?=\.))[.#]?(.*)$/s.exec(expression) ?? []
  if (side === undefined) return undefined
  const message = side === 'request' ? request : response
  if (place === 'body') return toText(findAt(readBody(message), rest))
  if (place === 'header') return findHeader(message.headers, rest)
  if (side === 'response') return undefined
  if (place === 'query') return parseUrl(request.url)?.searchParams.get(rest) ?? undefined
  const names = [...operation.path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  return pathTextsOf(operation, request.url, base)[names.indexOf(rest)]
}

function findAt(value: unknown, pointer: string): unknown {
  let current = value
  for (const token of parsePointer(pointer) ?? []) {
    if (typeof current !== 'object' || current === null) return undefined
    // Works for lists, too: their indexes are their property names.
    current = Object.entries(current).find(([name]) => name === token)?.[1]
  }
  return current
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'boolean' || isNumber(value) ? String(value) : undefined
}
