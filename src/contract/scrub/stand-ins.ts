import type { PublicWords } from './public-words.js'
import { splitAtUuids, toNumber, toShape, toUuid } from './shape.js'
import { createTimeShift, isTime } from './time.js'

/** Gives every value its stand-in: the same one each time. */
export interface StandIns {
  /** Of a text that is no address; RFC 3339 times are moved, all by the same distance. */
  text(text: string): string
  /** Of a JSON number, as spelt. */
  number(lexeme: string): string
  /** Of a host that is not public. */
  host(host: string): string
  /** Texts that got a stand-in, and so must not be seen any more. */
  replaced(): Iterable<string>
  /** Whether a text stands in for another. */
  isStandIn(text: string): boolean
}

/** Stand-ins are numbered as they are first asked for: the same values in the same order get the same ones. */
export function createStandIns({ values }: Pick<PublicWords, 'values'>): StandIns {
  const numbered = createNumbering()
  const shift = createTimeShift()
  const texts = new Map<string, string>()
  const given = new Set<string>()

  const give = (value: string, stand: string): string => {
    if (stand !== value) texts.set(value, stand)
    given.add(stand)
    return stand
  }
  const uuid = (value: string) => give(value, toUuid(numbered('uuid', value.toLowerCase())))

  /** UUIDs keep a tag of up to two letters before them, such as says what they identify; the rest is kept in shape only. */
  const withUuids = (text: string) => {
    const parts = splitAtUuids(text)
    return parts
      .map((part, index) => {
        if (index % 2 === 1) return uuid(part)
        const isTag = index === 0 && parts.length > 1 && /^[A-Z]{0,2}$/.test(part)
        return isTag || !/[\p{L}\p{N}]|[^\0-\x7f]/u.test(part) ? part : toShape(part, numbered('text', part))
      })
      .join('')
  }

  return {
    text(text) {
      if (text === '' || values.has(text)) return text
      const known = texts.get(text)
      if (known !== undefined) return known
      const time = shift(text)
      if (time !== undefined) return time
      // A time that does not exist: all nines are none either.
      return give(text, isTime(text) ? text.replace(/\d/g, '9') : withUuids(text))
    },
    number(lexeme) {
      if (values.has(Number(lexeme))) return lexeme
      return toNumber(lexeme, numbered(`number ${lexeme.length}`, lexeme))
    },
    host: (host) => give(host, `host-${numbered('host', host.toLowerCase())}.example`),
    replaced: () => texts.keys(),
    isStandIn: (text) => given.has(text),
  }
}

/** Numbers values from 1 on, each kind by itself. */
function createNumbering(): (kind: string, value: string) => number {
  const kinds = new Map<string, Map<string, number>>()
  return (kind, value) => {
    const known = kinds.get(kind) ?? new Map<string, number>()
    kinds.set(kind, known)
    const number = known.get(value) ?? known.size + 1
    known.set(value, number)
    return number
  }
}
