import { skipSpace, tokenEnd } from './token.js'

/** Where a value stands in a JSON text: offsets, end exclusive. */
export interface Span {
  readonly start: number
  end: number
}

interface Container {
  readonly pointer: string
  readonly span: Span
  readonly isArray: boolean
  index: number
  /** The member whose value comes next; `undefined` while its name is awaited. */
  key: string | undefined
}

/** Beyond this many, places are not kept, so that a file of millions of numbers costs no more than its text. */
const mostSpans = 1_000_000

/**
 * Places of the values of a JSON text by JSON Pointer, down to `depth` levels below the root.
 *
 * The text must be JSON: `JSON.parse` took it. Of a repeated member the last one counts, as there.
 * Linear and without recursion, so neither size nor nesting hurts.
 */
export function indexJson(text: string, depth: number): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>()
  const open: Container[] = []
  let level = 0
  let end = 0
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, end)) {
    end = tokenEnd(text, at)
    const char = text[at]
    const parent = level <= depth ? open.at(-1) : undefined
    if (char === '{' || char === '[') {
      if (level <= depth) open.push(container(addSpan(spans, parent, at, end), char === '['))
      level += 1
    } else if (char === '}' || char === ']') {
      level -= 1
      const closed = level <= depth ? open.pop() : undefined
      if (closed) closed.span.end = end
    } else if (char === ',') {
      if (parent) nextChild(parent)
    } else if (char !== ':' && level <= depth) {
      if (parent && !parent.isArray && parent.key === undefined) parent.key = memberName(text, at, end)
      else addSpan(spans, parent, at, end)
    }
  }
  return spans
}

function addSpan(spans: Map<string, Span>, parent: Container | undefined, start: number, end: number) {
  const pointer = parent ? `${parent.pointer}/${parent.isArray ? parent.index : escapeToken(parent.key ?? '')}` : ''
  const span = { start, end }
  if (spans.size < mostSpans) spans.set(pointer, span)
  return { pointer, span }
}

function container(place: { pointer: string; span: Span }, isArray: boolean): Container {
  return { ...place, isArray, index: 0, key: undefined }
}

function nextChild(parent: Container): void {
  parent.index += 1
  parent.key = undefined
}

function memberName(text: string, start: number, end: number): string {
  // The text is JSON, so a member's name is a JSON string.
  return JSON.parse(text.slice(start, end)) as string
}

/** RFC 6901, 3. */
function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}
