import { describe, expect, test } from 'vitest'
import { clipSpan, secondsOf, uniteSpans } from '../../../src/cli/room-sessions-attendance/spans.js'

const toSpans = (...pairs: [number, number][]) => pairs.map(([from, to]) => ({ from, to }))

describe('uniteSpans', () => {
  test.each([
    [
      'spans apart',
      [
        [0, 2],
        [5, 7],
      ],
      [
        [0, 2],
        [5, 7],
      ],
      [],
    ],
    [
      'spans that touch are one and do not overlap',
      [
        [5, 7],
        [0, 5],
      ],
      [[0, 7]],
      [],
    ],
    [
      'spans that overlap',
      [
        [0, 5],
        [3, 7],
      ],
      [[0, 7]],
      [[3, 5]],
    ],
    [
      'a span within another',
      [
        [0, 9],
        [3, 4],
      ],
      [[0, 9]],
      [[3, 4]],
    ],
    [
      'the same span three times',
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      [[1, 2]],
      [[1, 2]],
    ],
    [
      'two spans that follow each other within a third',
      [
        [0, 10],
        [0, 5],
        [5, 10],
      ],
      [[0, 10]],
      [[0, 10]],
    ],
    [
      'empty and reversed spans',
      [
        [3, 3],
        [7, 4],
      ],
      [],
      [],
    ],
  ] satisfies [string, [number, number][], [number, number][], [number, number][]][])(
    '%s',
    (_, given, spans, overlaps) => {
      expect(uniteSpans(toSpans(...given))).toEqual({ spans: toSpans(...spans), overlaps: toSpans(...overlaps) })
    },
  )

  test('counts every moment like a list of moments does, for any spans', () => {
    let state = 7
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647
      return state % below
    }
    for (let round = 0; round < 500; round++) {
      const spans = Array.from({ length: random(8) }, () => {
        const from = random(40)
        return { from, to: from + random(15) }
      })
      const depths = Array.from(
        { length: 60 },
        (_, time) => spans.filter(({ from, to }) => from <= time && time < to).length,
      )
      const lengthOf = (found: readonly { from: number; to: number }[]) =>
        found.reduce((sum, { from, to }) => sum + to - from, 0)
      const united = uniteSpans(spans)
      expect(lengthOf(united.spans)).toBe(depths.filter((depth) => depth > 0).length)
      expect(lengthOf(united.overlaps)).toBe(depths.filter((depth) => depth > 1).length)
    }
  })
})

test('clipSpan gives the part within another span, and an empty one if there is none', () => {
  expect(clipSpan({ from: 0, to: 9 }, { from: 3, to: 5 })).toEqual({ from: 3, to: 5 })
  expect(secondsOf([clipSpan({ from: 0, to: 1000 }, { from: 3000, to: 5000 })])).toBe(0)
  expect(secondsOf([clipSpan({ from: 9000, to: 10_000 }, { from: 3000, to: 5000 })])).toBe(0)
})
