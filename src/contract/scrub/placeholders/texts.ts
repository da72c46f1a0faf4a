import { valueFormats } from '../../../schema/index.js'
import { escapeRegex } from '../../../text/escape-regex.js'
import { patternCandidates } from './pattern-candidates.js'
import type { Rules } from './rules.js'
import {
  type Alphabets,
  digitsAlone,
  foreign,
  hexadecimal,
  illFormed,
  plain,
  rotate,
  splitAtUuids,
  toShape,
} from './shape.js'

/** Numbers the placeholders of texts. */
export interface Numbers {
  /** Returns the number of a text, or of a part of one. */
  indexOf(text: string): number
  /** Returns the number of a text among those that match the same patterns. */
  indexAmong(patterns: string, text: string): number
  /** Returns the placeholder for a UUID. */
  uuid(text: string): string
}

/** How many texts of one kind are tried. */
const maxOfKind = 8

/**
 * Yields placeholders to try for a text, those of its shape first. For some of them the rules have other outcomes than for the
 * text.
 *
 * A tag of up to two letters before a UUID stays, because it says what the UUID identifies. Only the shape of the rest stays.
 */
export function* textCandidates(text: string, numbers: Numbers, rules: Rules): Generator<string> {
  // A specimen stays the same when a recording is scrubbed again.
  for (const { isOne, create } of specimens) if (isOne.test(text)) yield create(numbers.indexOf(text))
  for (const alphabets of alphabetsFor(text))
    for (let more = 0; more < maxOfKind; more++) yield withUuids(text, numbers, toShaped(numbers, alphabets, more))
  yield* withWords(text, numbers, rules)
  yield* patternCandidates(text, numbers.indexAmong, rules)
  for (const { format, create } of specimens) if (isOfFormat(text, format)) yield create(numbers.indexOf(text))
  for (let by = 1; by < 26; by++)
    for (let more = 0; more < maxOfKind; more++) yield withUuids(text, numbers, toShaped(numbers, rotate(by), more))
}

function alphabetsFor(text: string): Alphabets[] {
  return [
    ...(isOfFormat(text, 'duration') || isOfFormat(text, 'time') ? [digitsAlone] : []),
    plain,
    ...(/[g-z]/i.test(text) ? [] : [hexadecimal]),
    ...(/[^\0-\x7f]/.test(text) ? [foreign] : []),
    ...(/\p{Cs}/u.test(text) ? [illFormed] : []),
  ]
}

/** Texts of one format in a range that is reserved for examples (RFC 2606, 3849, 5737). */
interface Specimen {
  readonly format: string
  readonly isOne: RegExp
  create(index: number): string
}

const specimens: readonly Specimen[] = [
  { format: 'ipv4', isOne: /^192\.0\.2\.\d+$/, create: (index) => `192.0.2.${(index % 254) + 1}` },
  { format: 'ipv6', isOne: /^2001:db8::/, create: (index) => `2001:db8::${(index % 65_536).toString(16)}` },
  { format: 'email', isOne: /^name-\d+@host\.example$/, create: (index) => `name-${index}@host.example` },
  { format: 'hostname', isOne: /^host-\d+\.example$/, create: (index) => `host-${index}.example` },
]

function isOfFormat(text: string, name: string): boolean {
  const format = valueFormats[name]
  return format?.type === 'string' && format.accepts(text)
}

type Shaped = (part: string) => string

function toShaped({ indexOf }: Numbers, alphabets: Alphabets, more: number): Shaped {
  return (part) => (isBlank(part) ? part : toShape(part, indexOf(part) + more, alphabets))
}

const isBlank = (part: string) => !/[\p{L}\p{N}]|[^\0-\x7f]/u.test(part)

function withUuids(text: string, { uuid }: Numbers, shaped: Shaped): string {
  const parts = splitAtUuids(text)
  return parts
    .map((part, index) => {
      if (index % 2 === 1) return uuid(part)
      const isTag = index === 0 && parts.length > 1 && /^[A-Z]{0,2}$/.test(part)
      return isTag ? part : shaped(part)
    })
    .join('')
}

/** Yields placeholders that keep the words and beginnings of patterns, which are public. */
function* withWords(text: string, { indexOf }: Numbers, { words, beginnings }: Rules): Generator<string> {
  const beginning = beginnings.find((each) => text.startsWith(each)) ?? ''
  const rest = text.slice(beginning.length)
  const present = words.filter((word) => rest.includes(word))
  if (beginning === '' && present.length === 0) return
  const parts = present.length === 0 ? [rest] : rest.split(new RegExp(`(${present.map(escapeRegex).join('|')})`))
  // The index changes one part, so that the texts differ there.
  const last = parts.findLastIndex((part, position) => position % 2 === 0 && !isBlank(part))
  // The words themselves need not be hexadecimal digits.
  for (const alphabets of alphabetsFor(parts.filter((_, position) => position % 2 === 0).join('')))
    for (let more = 0; more < maxOfKind; more++) {
      const index = indexOf(text) + more
      const shaped = parts.map((part, position) =>
        position % 2 === 1 ? part : toShape(part, position === last ? index : 0, alphabets),
      )
      yield beginning + shaped.join('')
    }
}
