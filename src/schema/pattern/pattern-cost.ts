/** Steps of backtracking that take too little time to notice. */
const maxSteps = 1e6

/** The same for a pattern that reads the text once for each of its parts at most. Files in base64 are long texts. */
const maxLinearSteps = 1e9

/** How the steps of backtracking grow with the text. */
interface Growth {
  /** A repeated group contains a repetition or a choice: each character may double the steps. */
  readonly isNested: boolean
  /** Number of combinations of alternatives, optional parts and short repetitions. */
  readonly ways: number
  /** Number of unbounded repetitions and starting points: the steps grow with the length to this power. */
  readonly degree: number
}

const growths = new Map<string, Growth>()

/** True only if a pattern is quick on every text of a length; a quick pattern may get `false`. */
export function isQuick(source: string, length: number): boolean {
  const growth = growths.get(source) ?? toGrowth(source)
  growths.set(source, growth)
  if (growth.isNested) return length <= 12
  if (growth.degree === 1) return growth.ways * length * source.length <= maxLinearSteps
  return growth.ways * length ** growth.degree <= maxSteps
}

function toGrowth(source: string): Growth {
  const open: Group[] = [createGroup()]
  let isNested = false
  let isAnchored = source.startsWith('^')
  let unbounded = 0
  let closed: Group | undefined
  for (const sign of readSigns(source)) {
    const group = open.at(-1) ?? createGroup()
    if ((sign.kind === 'repeat' || sign.kind === 'count') && closed?.varies) isNested = true
    closed = undefined
    if (sign.kind === 'open') open.push(createGroup())
    else if (sign.kind === 'close' && open.length > 1) {
      closed = open.pop()
      const outer = open.at(-1)
      if (outer && closed) addInner(outer, closed)
    } else if (sign.kind === 'choice') {
      if (open.length === 1) isAnchored = false
      Object.assign(group, { varies: true, before: group.before + group.here, here: 1 })
    } else if (sign.kind !== 'other') {
      group.here *= sign.ways
      if (sign.kind !== 'count') group.varies = true
      if (sign.isUnbounded) unbounded++
    }
  }
  return {
    isNested,
    ways: open.reduce((ways, { before, here }) => ways * (before + here), 1),
    degree: Math.max(1, unbounded + (isAnchored ? 0 : 1)),
  }
}

interface Group {
  /** Ways of all alternatives before the current one: the ways of alternatives are added. */
  before: number
  /** Ways of the current alternative: the ways of the parts in a sequence are multiplied. */
  here: number
  /** True if the group contains a repetition or a choice. */
  varies: boolean
}

function createGroup(): Group {
  return { before: 0, here: 1, varies: false }
}

function addInner(outer: Group, { before, here, varies }: Group): void {
  outer.here *= before + here
  outer.varies ||= varies
}

/** A part of a pattern, as far as it matters for the steps: `count` is an exact number of repetitions, `other` matches a character. */
interface Sign {
  readonly kind: 'open' | 'close' | 'choice' | 'optional' | 'repeat' | 'count' | 'other'
  /** Number of possible counts of a short repetition. */
  readonly ways: number
  /** True for a repetition without a limit, or with a limit of two digits or more. */
  readonly isUnbounded: boolean
}

const signs: Readonly<Record<string, Sign>> = {
  '(': { kind: 'open', ways: 1, isUnbounded: false },
  ')': { kind: 'close', ways: 1, isUnbounded: false },
  '|': { kind: 'choice', ways: 1, isUnbounded: false },
  '?': { kind: 'optional', ways: 2, isUnbounded: false },
  '*': { kind: 'repeat', ways: 1, isUnbounded: true },
  '+': { kind: 'repeat', ways: 1, isUnbounded: true },
}
const other: Sign = { kind: 'other', ways: 1, isUnbounded: false }
/** A brace that does not begin a quantifier counts as one, so that the pattern counts as slow rather than quick. */
const brace: Sign = { kind: 'repeat', ways: 1, isUnbounded: false }

/** Reads each character of a pattern once: patterns come from documents and may be long. */
function* readSigns(source: string): Generator<Sign> {
  let at = 0
  while (at < source.length) {
    const char = source[at] ?? ''
    if (char === '\\') at = endOfEscape(source, at)
    else if (char === '[') at = endOfClass(source, at)
    else if (char === '{') {
      const { sign, end } = readBraces(source, at)
      yield sign
      at = end
      continue
    } else {
      yield signs[char] ?? other
      // The `?` after `(` is not a quantifier.
      at += char === '(' && source[at + 1] === '?' ? 2 : 1
      continue
    }
    yield other
  }
}

/** More characters than the name of any Unicode property has. */
const maxNameLength = 64

function endOfEscape(source: string, start: number): number {
  const end = start + 2
  if (!/^\\[pPu]\{/.test(source.slice(start, end + 1))) return end
  const name = source.slice(end, end + maxNameLength)
  return name.includes('}') ? end + name.indexOf('}') + 1 : end
}

function endOfClass(source: string, start: number): number {
  let at = start + 1
  while (at < source.length && source[at] !== ']') at = source[at] === '\\' ? endOfEscape(source, at) : at + 1
  return at + 1
}

function readBraces(source: string, start: number): { sign: Sign; end: number } {
  const comma = endOfDigits(source, start + 1)
  const hasComma = source[comma] === ','
  const end = hasComma ? endOfDigits(source, comma + 1) : comma
  const minDigits = comma - start - 1
  if (source[end] !== '}' || minDigits === 0) return { sign: brace, end: start + 1 }
  const maxDigits = hasComma ? end - comma - 1 : minDigits
  const isUnbounded = maxDigits === 0 || minDigits > 1 || maxDigits > 1
  const ways = isUnbounded || !hasComma ? 1 : Number(source[end - 1]) - Number(source[start + 1]) + 1
  return { sign: { kind: hasComma ? 'repeat' : 'count', ways: Math.max(1, ways), isUnbounded }, end: end + 1 }
}

function endOfDigits(source: string, start: number): number {
  let at = start
  while (at < source.length && /[0-9]/.test(source[at] ?? '')) at++
  return at
}
