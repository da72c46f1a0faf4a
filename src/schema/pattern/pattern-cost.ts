/** Steps of backtracking that take too little time to notice. */
const maxSteps = 1e6

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
  return growth.isNested ? length <= 12 : growth.ways * length ** growth.degree <= maxSteps
}

function toGrowth(source: string): Growth {
  // An escape or a class counts as one character; the `?` after `(` is not a quantifier.
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

/** The ways of alternatives are added, those of parts in a sequence multiplied. */
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
