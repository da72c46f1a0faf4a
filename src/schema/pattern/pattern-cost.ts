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
  // Escapes and classes are one character each; what a group begins with is no quantifier.
  const text = source
    .replace(/\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|k<[^>]*>|.)/gs, 'x')
    .replace(/\[(?:[^\]]*)\]/g, 'x')
    .replace(/\(\?(?:[:=!]|<[=!]|<[^>]*>)/g, '(')
  const isAnchored = text.startsWith('^') && !text.includes('|')
  const unbounded = text.match(/[*+]|\{\d+,\}|\{\d*\d{2,},?\d*\}|\{\d+,\d{2,}\}/g)?.length ?? 0
  return {
    isNested: hasNestedRepetition(text),
    ways: countWays(text),
    degree: Math.max(1, unbounded + (isAnchored ? 0 : 1)),
  }
}

/** Those of alternatives add up, those of what stands side by side multiply. */
function countWays(text: string): number {
  const open = [{ before: 0, here: 1 }]
  for (const [part, least, most] of text.matchAll(/[()|?]|\{(\d),(\d)\}/g)) {
    const group = open.at(-1) ?? { before: 0, here: 1 }
    if (part === '(') open.push({ before: 0, here: 1 })
    else if (part === '|') Object.assign(group, { before: group.before + group.here, here: 1 })
    else if (part === ')' && open.length > 1) {
      open.pop()
      const outer = open.at(-1) ?? group
      outer.here *= group.before + group.here
    } else if (part !== ')') group.here *= part === '?' ? 2 : Math.max(1, Number(most) - Number(least) + 1)
  }
  return open.reduce((ways, { before, here }) => ways * (before + here), 1)
}

function hasNestedRepetition(text: string): boolean {
  const open: { varies: boolean }[] = [{ varies: false }]
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    const group = open.at(-1)
    if (character === '(') open.push({ varies: false })
    else if (character === ')' && open.length > 1) {
      const closed = open.pop()
      const repeats = /^(?:[*+]|\{)/.test(text.slice(index + 1, index + 2))
      if (closed?.varies && repeats) return true
      const outer = open.at(-1)
      if (outer && closed?.varies) outer.varies = true
    } else if (group && /[*+?{|]/.test(character)) group.varies = true
  }
  return false
}
