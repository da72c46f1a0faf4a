import type { Node } from '../../../openapi/index.js'
import { valueFormats } from '../../../schema/index.js'
import { findPatternTexts } from '../../generate/pattern-texts.js'
import { formatValues } from '../../mutate/format-values.js'
import { findUnmatched, type TextRules } from '../patterns/compare-texts.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import type { Comparison, View } from '../schema/view.js'
import { compareLimits } from './counts.js'
import { describeChange, valuesOf } from './numbers.js'

/** Formats that are subsets of other formats: every text of the first is valid for the listed ones. */
const within: Readonly<Record<string, readonly string[]>> = {
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
}

/** Patterns that every text of a format matches, though not every text that matches is valid. */
const shapes: Readonly<Record<string, string>> = {
  uuid: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$',
  date: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  'date-time': '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$',
  ipv4: '^[0-9]{1,3}([.][0-9]{1,3}){3}$',
}

/** Maximum length of a text that is created to test a limit, in characters. */
const maxCharacters = 20_000

/** Compares the keywords for strings (JSON Schema 2020-12 Validation, 6.3 and 7). */
export function* compareStrings({ before, after, mode }: Comparison): Generator<Difference> {
  const views = [before, after]
  const unmatched: string[] = []
  function* values(): Generator<string> {
    yield* unmatched
    yield* candidates(before, after)
  }
  const isShaped = views.some((view) => patternsOf(view).length > 0 || formatsOf(view).length > 0)
  const least = mode === 'segment' ? 1 : 0
  const ends = { max: 'maxLength', min: 'minLength', least: [{ value: least }, { value: least }] } as const
  const limits = { ...ends, isCertain: !isShaped, values }
  const differences = [...compareLimits(before, after, limits), ...comparePatterns(before, after, values)]
  if (differences.length > 0 && isShaped) {
    const [one, other] = [rulesOf(before, least), rulesOf(after, least)]
    const lost = findUnmatched(withShapes(one, before), other)
    const gained = findUnmatched(withShapes(other, after), one)
    unmatched.push(...[lost, gained].filter((text) => typeof text === 'string'))
    for (const difference of differences) {
      const narrows = lost === null ? 'no' : difference.narrows
      const widens = gained === null ? 'no' : difference.widens
      // The same texts are allowed.
      if (lost !== null || gained !== null) yield { ...difference, narrows, widens }
    }
  } else yield* differences
  yield* compareFormats(before, after, values)
}

/** The patterns and length limits of an alternative. */
export function rulesOf(view: View, least = 0): TextRules {
  const numbers = (keyword: string) => view.nodes(keyword).map(({ value }) => Number(value))
  return {
    patterns: patternsOf(view).map(({ value }) => String(value)),
    minLength: Math.max(least, ...numbers('minLength')),
    maxLength: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxLength')),
  }
}

function withShapes(rules: TextRules, view: View): TextRules {
  return {
    ...rules,
    patterns: [...rules.patterns, ...formatsOf(view).flatMap(({ value }) => shapes[String(value)] ?? [])],
  }
}

function patternsOf(view: View): Node[] {
  return view.nodes('pattern')
}

/** The formats of strings that the check knows. */
function formatsOf(view: View): Node[] {
  return view
    .nodes('format')
    .filter(({ value }) => Object.hasOwn(valueFormats, String(value)) && valueFormats[String(value)]?.type === 'string')
}

function* comparePatterns(before: View, after: View, values: Difference['values']): Generator<Difference> {
  const sources = (view: View) => patternsOf(view).map(({ value }) => String(value))
  const removed = patternsOf(before).filter(({ value }) => !sources(after).includes(String(value)))
  const added = patternsOf(after).filter(({ value }) => !sources(before).includes(String(value)))
  for (let index = 0; index < Math.max(removed.length, added.length); index++) {
    const [node, next] = [removed[index], added[index]]
    yield {
      keyword: 'pattern',
      kind: !node ? 'added' : !next ? 'removed' : 'changed',
      narrows: next ? 'maybe' : 'no',
      widens: node ? 'maybe' : 'no',
      message: describeChange('pattern', node?.value, next?.value),
      ...valuesOf(node, next),
      nodes: { before: node, after: next },
      values,
    }
  }
}

function* compareFormats(before: View, after: View, values: Difference['values']): Generator<Difference> {
  const own = (view: View) => new Set(formatsOf(view).map(({ value }) => String(value)))
  // OpenAPI 3.1 writes `contentEncoding: base64` for what was `format: byte`.
  const hasByte = [before, after].some((view) => own(view).has('byte'))
  const isBase64 = (view: View) => view.nodes('contentEncoding').some(({ value }) => value === 'base64')
  const names = (view: View) => [...(hasByte && isBase64(view) ? own(view).add('byte') : own(view))]
  const [one, other] = [names(before), names(after)]
  if (one.toSorted().join() === other.toSorted().join()) return
  const isWithin = (inner: readonly string[], outer: readonly string[]) =>
    outer.every((name) => inner.some((each) => each === name || within[each]?.includes(name)))
  const [node, next] = [formatsOf(before)[0], formatsOf(after)[0]]
  yield {
    keyword: 'format',
    kind: !node ? 'added' : !next ? 'removed' : 'changed',
    narrows: certaintyOf(!isWithin(one, other)),
    widens: certaintyOf(!isWithin(other, one)),
    message: describeChange('format', node?.value, next?.value),
    ...valuesOf(node, next),
    nodes: { before: node, after: next },
    values,
  }
}

function* candidates(before: View, after: View): Generator<string> {
  const lengths = [before, after].flatMap((view) =>
    ['minLength', 'maxLength'].flatMap((keyword) => view.nodes(keyword).map(({ value }) => Number(value))),
  )
  const around = [...new Set(lengths.flatMap((length) => [length, length + 1, length - 1]))].filter(
    (length) => length >= 0 && length <= maxCharacters,
  )
  for (const length of around) yield* ['a', '0', 'A'].map((character) => character.repeat(length))
  for (const view of [before, after]) {
    for (const { value } of patternsOf(view))
      for (const text of findPatternTexts(String(value))) {
        yield text
        yield* [text.slice(1), text.slice(0, -1), `${text}!`, `!${text}`, text.toUpperCase(), text.toLowerCase()]
        if (text === '') continue
        for (const length of around) {
          yield text.padEnd(length, text.slice(-1)).slice(0, length)
          yield text.padStart(length, text.slice(0, 1)).slice(-length)
          yield text.repeat(Math.ceil(length / text.length)).slice(0, length)
        }
      }
    for (const { value } of view.nodes('format')) {
      const known = Object.hasOwn(formatValues, String(value)) ? formatValues[String(value)] : undefined
      for (const each of [...Object.values(known?.valid ?? {}), ...Object.values(known?.invalid ?? {})])
        if (typeof each === 'string') yield each
    }
    for (const each of view.examples()) if (typeof each === 'string') yield each
  }
  yield* samples
}

/** Sample texts of many kinds, because a pattern may forbid any of them. */
const samples: readonly string[] = [
  ...[
    'text',
    '',
    'a',
    'A',
    '0',
    '7',
    ' ',
    '-',
    '_',
    '.',
    '/',
    '\n',
    'a\nb',
    'ä',
    '中',
    '\u{1F600}',
    'a b',
    'A-1',
    'a_b',
    '!',
  ],
  ...['abc', 'ABC', '123', 'abc123', 'Text', 'true', 'null', '0.5', '-1', '2024-01-15', '2024-01-15T10:30:00Z', '{}'],
  ...[
    'c22d24f6-5a47-4597-9a23-c7d01e696b92',
    'https://example.com/a',
    '/a',
    'ann@example.com',
    'example.com',
    '192.0.2.1',
  ],
]
