import type { AST } from '../../../schema/index.js'

/** Code points in ascending order: `[97, 122]` is a to z. */
export type Ranges = readonly (readonly [first: number, last: number])[]

/** Every code point except the halves of surrogate pairs. */
export const anyCharacter: Ranges = [
  [0, 0xd7ff],
  [0xe000, 0x10ffff],
]

const digits: Ranges = [[0x30, 0x39]]
const wordCharacters: Ranges = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]] // biome-ignore format: a table
/** The characters of `\s` (ECMA-262, WhiteSpace and LineTerminator). */
const spaces: Ranges = [[0x9, 0xd], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]] // biome-ignore format: a table
const lineEnds: Ranges = [[0xa, 0xa], [0xd, 0xd], [0x2028, 0x2029]] // biome-ignore format: a table

type Element = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.CharacterClassElement

/** The characters that a part of a pattern matches; `undefined` for classes that also match longer texts. */
export function rangesOf(part: Element): Ranges | undefined {
  switch (part.type) {
    case 'Character':
      return [[part.value, part.value]]
    case 'CharacterClassRange':
      return [[part.min.value, part.max.value]]
    case 'CharacterClass': {
      const parts: Ranges[] = []
      for (const element of part.elements) {
        const ranges = rangesOf(element)
        if (!ranges) return undefined
        parts.push(ranges)
      }
      const all = unite(parts.flat())
      return part.negate ? complement(all) : all
    }
    case 'CharacterSet':
      return rangesOfSet(part)
    default:
      return undefined
  }
}

function rangesOfSet(set: AST.CharacterSet): Ranges | undefined {
  switch (set.kind) {
    case 'any':
      return complement(lineEnds)
    case 'digit':
      return set.negate ? complement(digits) : digits
    case 'space':
      return set.negate ? complement(spaces) : spaces
    case 'word':
      return set.negate ? complement(wordCharacters) : wordCharacters
    case 'property':
      return findMatching(set.raw)
  }
}

const found = new Map<string, Ranges>()

/** The characters that a property such as `\p{L}` matches. */
function findMatching(raw: string): Ranges {
  const known = found.get(raw)
  if (known) return known
  const regex = new RegExp(`^${raw}$`, 'u')
  const ranges: [number, number][] = []
  for (const [first, last] of anyCharacter)
    for (let code = first; code <= last; code++) {
      if (!regex.test(String.fromCodePoint(code))) continue
      const end = ranges.at(-1)
      if (end && end[1] === code - 1) end[1] = code
      else ranges.push([code, code])
    }
  found.set(raw, ranges)
  return ranges
}

function unite(ranges: Ranges): Ranges {
  const united: [number, number][] = []
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const end = united.at(-1)
    if (end && first <= end[1] + 1) end[1] = Math.max(end[1], last)
    else united.push([first, last])
  }
  return united
}

function complement(ranges: Ranges): Ranges {
  const rest: (readonly [number, number])[] = []
  for (const [first, last] of anyCharacter) {
    let next = first
    for (const [from, to] of ranges) {
      if (to < next || from > last) continue
      if (from > next) rest.push([next, from - 1])
      next = to + 1
    }
    if (next <= last) rest.push([next, last])
  }
  return rest
}

/** True if a character is in one of the ranges. */
export function hasCharacter(ranges: Ranges, code: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle] ?? [0, 0]
    if (code < first) high = middle - 1
    else if (code > last) low = middle + 1
    else return true
  }
  return false
}

/** Readable characters, which are preferred in texts that are shown to people. */
const readable = [...'a0A-_ .'].map((character) => character.codePointAt(0) ?? 0)

/** One character of each kind. Two characters are of the same kind if every set contains both or neither of them. */
export function findKinds(sets: readonly Ranges[]): number[] {
  const starts = [...anyCharacter, ...sets.flat()].flatMap(([first, last]) => [first, last + 1])
  const candidates = [...readable, ...starts.toSorted((a, b) => a - b)].filter((code) =>
    hasCharacter(anyCharacter, code),
  )
  const kinds = new Map<string, number>()
  for (const code of new Set(candidates)) {
    const kind = sets.map((set) => Number(hasCharacter(set, code))).join('')
    if (!kinds.has(kind)) kinds.set(kind, code)
  }
  return [...kinds.values()]
}
