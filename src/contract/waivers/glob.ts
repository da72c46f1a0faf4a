/**
 * A function that tells whether a whole text matches a pattern: `*` stands for any text without a `/`, `**` for any text.
 *
 * No expression is made of the pattern: a waiver with several stars would take long on a long text. The time grows with the
 * text, once for each star.
 */
export function createGlob(pattern: string): (text: string) => boolean {
  const parts = pattern.split(/(\*+)/)
  return (text) => {
    // Offsets to which the parts so far can reach, in order.
    let ends: readonly number[] = [0]
    for (const part of parts)
      ends = part.startsWith('*') ? passStar(text, ends, part !== '*') : passText(text, ends, part)
    return ends.at(-1) === text.length
  }
}

function passText(text: string, starts: readonly number[], part: string): number[] {
  return starts.filter((start) => text.startsWith(part, start)).map((start) => start + part.length)
}

function passStar(text: string, starts: readonly number[], crossesSlashes: boolean): number[] {
  const ends: number[] = []
  let next = 0
  for (const start of starts) {
    if (start < next) continue
    const slash = crossesSlashes ? -1 : text.indexOf('/', start)
    const last = slash < 0 ? text.length : slash
    for (next = start; next <= last; next++) ends.push(next)
  }
  return ends
}
