/** Steps of backtracking that take no noticeable time. */
const mostSteps = 1e6

interface Shape {
  /** A group that repeats holds something that repeats or chooses: every step may double all. */
  readonly isNested: boolean
  /** In how many ways its choices can be made: among alternatives, of what may be left out or repeated a few times. */
  readonly ways: number
  /** Places where a match may be longer or shorter: the steps grow with the length to this power. */
  readonly degree: number
}

const shapes = new Map<string, Shape>()

/** Whether a pattern comes to an end quickly on any text of a length. Errs on the side of no. */
export function isQuick(source: string, length: number): boolean {
  const shape = shapes.get(source) ?? toShape(source)
  shapes.set(source, shape)
  return shape.isNested ? length <= 12 : shape.ways * length ** shape.degree <= mostSteps
}

function toShape(source: string): Shape {
  const open: Group[] = [createGroup()]
  let isNested = false
  let hasChoice = false
  let unbounded = 0
  let closed: Group | undefined
  for (const sign of readSigns(source)) {
    const group = open.at(-1) ?? createGroup()
    if (sign.kind === 'repeat' && closed?.varies) isNested = true
    closed = undefined
    if (sign.kind === 'open') open.push(createGroup())
    else if (sign.kind === 'close' && open.length > 1) {
      closed = open.pop()
      const outer = open.at(-1)
      if (outer && closed) addInner(outer, closed)
    } else if (sign.kind === 'choice') {
      hasChoice = true
      Object.assign(group, { varies: true, before: group.before + group.here, here: 1 })
    } else if (sign.kind === 'repeat' || sign.kind === 'optional') {
      Object.assign(group, { varies: true, here: group.here * sign.ways })
      if (sign.isUnbounded) unbounded++
    }
  }
  const isAnchored = source.startsWith('^') && !hasChoice
  return {
    isNested,
    ways: open.reduce((ways, { before, here }) => ways * (before + here), 1),
    degree: Math.max(1, unbounded + (isAnchored ? 0 : 1)),
  }
}

interface Group {
  /** Ways of the alternatives before this one, and of this one: those of alternatives add up, of neighbours multiply. */
  before: number
  here: number
  /** Holds something that repeats or chooses. */
  varies: boolean
}

function createGroup(): Group {
  return { before: 0, here: 1, varies: false }
}

function addInner(outer: Group, { before, here, varies }: Group): void {
  outer.here *= before + here
  outer.varies ||= varies
}

/** What decides how long a match takes; `other` is what is matched. */
interface Sign {
  readonly kind: 'open' | 'close' | 'choice' | 'optional' | 'repeat' | 'other'
  /** In how many ways something can be repeated a few times. */
  readonly ways: number
  /** Repeated without limit, or so often that it makes no difference. */
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
/** A brace that is no quantifier is taken for one: this errs on the side of slow. */
const brace: Sign = { kind: 'repeat', ways: 1, isUnbounded: false }

/** Reads a pattern from left to right, each character once: a pattern comes from a document and may be of any length. */
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
      // What a group begins with is no quantifier.
      at += char === '(' && source[at + 1] === '?' ? 2 : 1
      continue
    }
    yield other
  }
}

/** Longer than any name of a Unicode property. */
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
  const least = comma - start - 1
  if (source[end] !== '}' || least === 0) return { sign: brace, end: start + 1 }
  const most = hasComma ? end - comma - 1 : least
  // Two digits are many.
  const isUnbounded = most === 0 || least > 1 || most > 1
  const ways = isUnbounded || !hasComma ? 1 : Number(source[end - 1]) - Number(source[start + 1]) + 1
  return { sign: { kind: 'repeat', ways: Math.max(1, ways), isUnbounded }, end: end + 1 }
}

function endOfDigits(source: string, start: number): number {
  let at = start
  while (at < source.length && /[0-9]/.test(source[at] ?? '')) at++
  return at
}
