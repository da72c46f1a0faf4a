import { describeChoice, describeValue } from '../../text/describe-value.js'
import { countOf } from '../../text/plural.js'
import { isEqual, toCanonical } from '../evaluate/equal.js'
import { type Evaluate, fail } from '../evaluate/evaluation.js'
import { kindOf, kindsNamed } from '../evaluate/kind.js'
import { isMultipleOf } from '../evaluate/multiple-of.js'
import type { Keyword, KeywordContext } from './keyword.js'

/** Keywords of the validation vocabulary that look at one value alone (JSON Schema 2020-12 Validation, 6). */
export const assertions: Readonly<Record<string, Keyword>> = {
  enum: compileEnum,
  const: compileConst,
  multipleOf: ofNumber((value, limit) => isMultipleOf(value, limit), 'a multiple of'),
  maximum: ofNumber((value, limit) => value <= limit, 'at most'),
  exclusiveMaximum: ofNumber((value, limit) => value < limit, 'less than'),
  minimum: ofNumber((value, limit) => value >= limit, 'at least'),
  exclusiveMinimum: ofNumber((value, limit) => value > limit, 'more than'),
  maxLength: ofLength((length, limit) => length <= limit, 'at most'),
  minLength: ofLength((length, limit) => length >= limit, 'at least'),
  maxItems: ofSize('array', (size, limit) => size <= limit, 'at most', 'item', 'items'),
  minItems: ofSize('array', (size, limit) => size >= limit, 'at least', 'item', 'items'),
  maxProperties: ofSize('object', (size, limit) => size <= limit, 'at most', 'property', 'properties'),
  minProperties: ofSize('object', (size, limit) => size >= limit, 'at least', 'property', 'properties'),
  uniqueItems: compileUniqueItems,
}

/** `type`: asked before all others, which have nothing to add about a value of another type. */
export const compileType: Keyword = ({ value: named, rule }) => {
  const names = [named].flat().map(String)
  const allowed = kindsNamed(named)
  const expected = names.length === 1 ? names.join('') : `one of ${names.join(', ')}`
  return (value, evaluation) =>
    (kindOf(value) & allowed) !== 0 || fail(evaluation, 'type', rule, expected, describeTyped(value))
}

function describeTyped(value: unknown): string {
  return value === null || typeof value === 'object' ? describeValue(value) : `${typeof value} ${describeValue(value)}`
}

function compileEnum({ value, rule }: KeywordContext): Evaluate {
  const allowed = [value].flat(1)
  const scalars = new Set(allowed)
  const composite = allowed.filter((item) => typeof item === 'object' && item !== null)
  const expected = describeChoice(allowed)
  return (received, evaluation) =>
    scalars.has(received) ||
    composite.some((item) => isEqual(item, received)) ||
    fail(evaluation, 'enum', rule, expected, describeValue(received))
}

function compileConst({ value, rule }: KeywordContext): Evaluate {
  const expected = describeChoice([value])
  return (received, evaluation) =>
    isEqual(value, received) || fail(evaluation, 'const', rule, expected, describeValue(received))
}

function ofNumber(holds: (value: number, limit: number) => boolean, expected: string): Keyword {
  return ({ value, rule }) => {
    const limit = Number(value)
    const keyword = lastToken(rule.pointer)
    return (received, evaluation) =>
      typeof received !== 'number' ||
      holds(received, limit) ||
      fail(evaluation, keyword, rule, `${expected} ${limit}`, String(received))
  }
}

function ofLength(holds: (length: number, limit: number) => boolean, expected: string): Keyword {
  return ({ value, rule }) => {
    const limit = Number(value)
    const keyword = lastToken(rule.pointer)
    return (received, evaluation) => {
      if (typeof received !== 'string') return true
      const length = countCharacters(received)
      return (
        holds(length, limit) ||
        fail(evaluation, keyword, rule, `${expected} ${countOf(limit, 'character')}`, countOf(length, 'character'))
      )
    }
  }
}

/** Unicode code points, not UTF-16 units (Validation, 6.3.1). */
function countCharacters(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0xd800 || unit > 0xdbff) continue
    const next = text.charCodeAt(index + 1)
    if (next < 0xdc00 || next > 0xdfff) continue
    count--
    index++
  }
  return count
}

function ofSize(
  type: 'array' | 'object',
  holds: (size: number, limit: number) => boolean,
  expected: string,
  singular: string,
  plural: string,
): Keyword {
  return ({ value, rule }) => {
    const limit = Number(value)
    const keyword = lastToken(rule.pointer)
    return (received, evaluation) => {
      if (typeof received !== 'object' || received === null || Array.isArray(received) !== (type === 'array'))
        return true
      const size = Array.isArray(received) ? received.length : Object.keys(received).length
      return (
        holds(size, limit) ||
        fail(
          evaluation,
          keyword,
          rule,
          `${expected} ${countOf(limit, singular, plural)}`,
          countOf(size, singular, plural),
        )
      )
    }
  }
}

function compileUniqueItems({ value: isAsked, rule }: KeywordContext): Evaluate | undefined {
  if (isAsked !== true) return undefined
  return (received, evaluation) => {
    if (!Array.isArray(received)) return true
    const first = new Map<unknown, number>()
    for (const [index, item] of received.entries()) {
      const key = toKey(item)
      const known = first.get(key)
      if (known !== undefined)
        return fail(evaluation, 'uniqueItems', rule, 'every item once', `items ${known} and ${index} the same`)
      first.set(key, index)
    }
    return true
  }
}

/** Numbers, booleans and null are their own key; a string's cannot be taken for a composite's. */
function toKey(item: unknown): unknown {
  if (typeof item === 'string') return `"${item}`
  return typeof item === 'object' && item !== null ? toCanonical(item) : item
}

function lastToken(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1)
}
