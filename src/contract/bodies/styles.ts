import type { Serialized } from '../../openapi/index.js'

/** The texts that a value consists of: one, one for each item, or one for each property. */
export type Texts = string | readonly string[] | readonly (readonly [name: string, text: string])[]

export type Shape = 'scalar' | 'array' | 'object'

/** How a style writes a value as one text, exploded or not (OAS 3.1, Style Examples). */
interface Row {
  /** Before the value. */
  readonly start: string
  /** Between items or properties. Absent where each is a text of its own, under a name of its own. */
  readonly separator?: string
  /** Whether the name of the parameter stands before the value. */
  readonly isNamed?: true
}

const joinedBy = (separator: string): Row => ({ start: '', separator })
const repeated: Row = { start: '' }

const rows: Readonly<Record<Serialized['style'], { readonly joined: Row; readonly exploded: Row }>> = {
  simple: { joined: joinedBy(','), exploded: joinedBy(',') },
  label: { joined: { start: '.', separator: ',' }, exploded: { start: '.', separator: '.' } },
  matrix: {
    joined: { start: ';', separator: ',', isNamed: true },
    exploded: { start: ';', separator: ';', isNamed: true },
  },
  form: { joined: joinedBy(','), exploded: repeated },
  cookie: { joined: joinedBy(','), exploded: repeated },
  spaceDelimited: { joined: joinedBy(' '), exploded: repeated },
  pipeDelimited: { joined: joinedBy('|'), exploded: repeated },
  deepObject: { joined: repeated, exploded: repeated },
}

function rowOf({ style, explode }: Serialized): Row {
  return rows[style][explode ? 'exploded' : 'joined']
}

/** Whether clients encode the separator of a style together with the items (OAS 3.1.1, Appendix E). */
export function encodesSeparator({ style }: Serialized): boolean {
  return style === 'spaceDelimited' || style === 'pipeDelimited'
}

/** Whether a text has the sign with which its style begins: `label` and `matrix` have one. */
export function isMarked(definition: Serialized, text: string): boolean {
  return text.startsWith(rowOf(definition).start)
}

/** Whether a value has its name once: where it is joined in the query or a cookie. */
export function hasOneText({ style, explode }: Serialized): boolean {
  return !explode && (style === 'form' || style === 'cookie' || style === 'spaceDelimited' || style === 'pipeDelimited')
}

/**
 * Writes a value in its style. A property of an object that is spread over several names is not written here: see
 * `spread-object.ts`.
 *
 * @param value texts that are already encoded, as far as they have to be
 */
export function writeTexts(definition: Serialized, shape: Shape, value: Texts): string[] {
  const { name, explode } = definition
  const { start, separator, isNamed } = rowOf(definition)
  const named = (text: string) => (isNamed ? `${name}${text === '' ? '' : '='}${text}` : text)
  if (typeof value === 'string') return [`${start}${named(value)}`]
  if (shape === 'object') {
    const pairs = value.map(([key = '', text = '']) => [key, text])
    const members = explode ? pairs.map((pair) => pair.join('=')) : pairs.flat()
    const text = members.join(separator)
    return [`${start}${explode ? text : named(text)}`]
  }
  const items = value.map(String)
  if (separator === undefined) return items
  return [`${start}${explode ? items.map(named).join(separator) : named(items.join(separator))}`]
}

/**
 * The ways to read texts that were written in a style, the likeliest first; none if they are not in that style.
 *
 * What `writeTexts` has written is among them.
 */
export function splitTexts(definition: Serialized, shape: Shape, texts: readonly string[]): Texts[] {
  if (shape === 'array') return splitArray(definition, texts)
  if (shape === 'object') return splitObject(definition, texts)
  const [text, second] = texts
  if (text === undefined) return []
  // RFC 9110, 5.3: a header in several lines is one list.
  if (second !== undefined) return definition.style === 'simple' ? [texts.join(', ')] : []
  return [withoutMarks(definition, text)]
}

function splitArray(definition: Serialized, texts: readonly string[]): string[][] {
  const { style, explode } = definition
  const { separator } = rowOf(definition)
  if (separator === undefined) return [[...texts]]
  const splitBy = (split: (text: string) => string[]) => texts.flatMap(split)
  if (style === 'label') {
    const whole = splitBy((text) => [text.slice(1)].filter((each) => each !== ''))
    // OAS 3.1.0 puts dots between items, exploded or not; 3.1.1 has commas. A dot may also belong to a number.
    const hasComma = !explode && texts.some((text) => text.includes(','))
    return [splitBy((text) => splitAt(text.slice(1), hasComma ? ',' : '.')), ...(hasComma ? [] : [whole])]
  }
  if (style === 'matrix' && explode)
    return [splitBy((text) => splitAt(text.slice(1), ';').map((part) => withoutName(definition, part)))]
  if (style !== 'simple') return [splitBy((text) => splitAt(withoutMarks(definition, text), separator))]
  // RFC 9110, 5.6.1: items of a header's list may have space around them.
  const plain = splitBy((text) => splitAt(text, ',').map((item) => item.trim()))
  if (!texts.some((text) => text.includes('"'))) return [plain]
  const items = splitBy(splitOutsideQuotes)
  return [items, items.map(unquote), plain]
}

/** RFC 9110, 5.6.4: a comma in a quoted string does not separate. */
function splitOutsideQuotes(text: string): string[] {
  return (text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? []).map((item) => item.trim()).filter((item) => item !== '')
}

function unquote(text: string): string {
  return /^"(?:[^"\\]|\\.)*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text
}

function splitObject(definition: Serialized, texts: readonly string[]): Texts[] {
  const { start, separator = ',' } = rowOf(definition)
  if (definition.explode) {
    const parts = texts.flatMap((text) => splitAt(text.slice(start.length), separator))
    if (!parts.every((part) => part.includes('='))) return []
    return [parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const)]
  }
  const parts = texts.flatMap((text) => splitAt(withoutMarks(definition, text), separator))
  if (parts.length % 2 === 1) return []
  return [parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? ''] as const] : []))]
}

function splitAt(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator)
}

/** Removes what the style puts before a value. */
function withoutMarks(definition: Serialized, text: string): string {
  const { start, isNamed } = rowOf(definition)
  const value = text.slice(start.length)
  return isNamed ? withoutName(definition, value) : value
}

function withoutName({ name }: Serialized, text: string): string {
  if (text === name) return ''
  return text.startsWith(`${name}=`) ? text.slice(name.length + 1) : text
}
