/** A stretch of time, in milliseconds since 1970. `to` itself does not belong to it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** United spans, and the times at which several of the original ones overlap. */
export interface United {
  /** In the order of time; they do not touch. */
  readonly spans: readonly Span[]
  /** When two or more of the spans run at once. */
  readonly overlaps: readonly Span[]
}

/** Unites spans that overlap or touch, so that no moment counts twice. Empty spans are left out. */
export function uniteSpans(spans: readonly Span[]): United {
  const changes = spans
    .filter(({ from, to }) => from < to)
    .flatMap(({ from, to }) => [
      { time: from, change: 1 },
      { time: to, change: -1 },
    ])
    // If several changes have the same time, starts come before ends, so that spans that touch become one.
    .sort((a, b) => a.time - b.time || b.change - a.change)
  const united: Span[] = []
  const overlaps: Span[] = []
  // The times at which one span began, a second one in addition to it, and so on.
  const begins: number[] = []
  for (const { time, change } of changes) {
    if (change > 0) {
      begins.push(time)
      continue
    }
    const begin = begins.pop() ?? time
    if (begins.length === 0) united.push({ from: begin, to: time })
    else if (begins.length === 1 && begin < time) overlaps.push({ from: begin, to: time })
  }
  return { spans: united, overlaps }
}

/** The part of a span that is within another. It is empty, and not negative, if there is no such part. */
export function clipSpan({ from, to }: Span, within: Span): Span {
  const begin = Math.max(from, within.from)
  return { from: begin, to: Math.max(begin, Math.min(to, within.to)) }
}

/** The length of spans in seconds, as a whole number. */
export const secondsOf = (spans: readonly Span[]): number =>
  Math.round(spans.reduce((sum, { from, to }) => sum + (to - from), 0) / 1000)
