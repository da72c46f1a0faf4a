import { expect, test } from 'vitest'
import { numberCandidates, toNumber } from '../../../../src/contract/scrub/placeholders/numbers.js'
import { collectRules } from '../../../../src/contract/scrub/placeholders/rules.js'
import { createRandom } from '../../../support/random.js'
import { ruleFiles } from './rule-files.js'

test.each([
  ['7', '7'],
  ['-3', '-3'],
  ['0.0', '0.0'],
  ['42', '12'],
  ['-407', '-112'],
  ['0.0315', '0.0112'],
  ['98.6', '11.2'],
  ['1.5e10', '1.2e10'],
  ['2147483647', '1111111112'],
  ['3600.0', '1112.0'],
  ['12.50', '11.20'],
  ['1e3', '1e3'],
  ['-1.25e-7', '-1.12e-7'],
  ['1e15551234567', '1e99999999999'],
  ['1.5e123', '1.2e123'],
  ['1.5E-1234', '1.2E-9999'],
  ['-0', '-0'],
])('the placeholder of %s is %s, with the same sign, digits, point and exponent', (lexeme, stand) => {
  expect(toNumber(lexeme, 1)).toBe(stand)
})

test('a placeholder for a number is written in its shortest form', () => {
  for (let index = 0; index < 200; index++) {
    const stand = toNumber('0.0315', index)
    expect(String(Number(stand))).toBe(stand)
  }
})

/** The first candidate that rules tell the same of. */
function findFirst(lexeme: string, schema: object): string | undefined {
  const rules = collectRules(ruleFiles(schema))
  const judged = rules.outcomesOfText(lexeme)
  return [...numberCandidates(lexeme, 1, rules)].find((each) => rules.outcomesOfText(each) === judged)
}

test.each([
  ['42', { maximum: 50 }, '12'],
  ['151', { maximum: 150 }, '912'],
  ['424242', { minimum: 424000, maximum: 424300 }, '424002'],
  ['-424242', { minimum: -424300, maximum: -424000 }, '-424002'],
  ['42.42', { exclusiveMinimum: 42.4, exclusiveMaximum: 42.5 }, '42.42'],
  ['424200', { multipleOf: 700 }, '100800'],
  ['42.07', { multipleOf: 0.07 }, '11.13'],
  ['4200.0', { multipleOf: 1400 }, '2800.0'],
  ['42424e-1', {}, '11112e-1'],
  ['424240e-1', {}, '100010e-1'],
  ['9223372036854775808', { format: 'int64' }, '9223372036854775809'],
  ['92233720368547758070', { format: 'int64' }, '11111111111111111112'],
  ['4.2e38', { format: 'float' }, '9.2e38'],
])('the placeholder of %s under %j is %s', (lexeme, schema, expected) => {
  expect(findFirst(lexeme, schema)).toBe(expected)
})

test('a number that no other number can replace has no candidate with the same outcomes', () => {
  expect(findFirst('61', { exclusiveMinimum: 60, exclusiveMaximum: 62 })).toBeUndefined()
})

/** Writes a whole number with its point moved to the left. */
const write = (units: number, places: number) => {
  const digits = String(units).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

test('a number between two limits has a candidate between them, whatever other limits there are', () => {
  const random = createRandom(7)
  for (let run = 0; run < 120; run++) {
    const size = 10 ** (2 + random(5))
    const from = size + random(8 * size)
    const width = 4 + random(30)
    const own = from + 1 + random(width - 1)
    const places = random(6)
    // A zero at the end of a fraction stays.
    if (own % 10 === 0) continue
    const sign = random(2) === 0 ? 1 : -1
    const limit = (units: number, half = 0) =>
      sign * Number(`${write(units, places)}${half === 0 ? '' : `${places === 0 ? '.' : ''}5`}`)
    const [low, high] = [limit(from, random(2)), limit(from + width, random(2))]
    const between = sign > 0 ? { exclusiveMinimum: low, exclusiveMaximum: high } : { minimum: high, maximum: low }
    const noise = [
      { minimum: 0 },
      { minimum: -limit(own + 1) },
      { maximum: -limit(own - 1) },
      { maximum: limit(own * 1000) },
    ]
    const lexeme = `${sign > 0 ? '' : '-'}${write(own, places)}`

    expect(findFirst(lexeme, { ...between, allOf: noise }), `${lexeme} from ${low} to ${high}`).toBeDefined()
  }
})

test.each([
  [3, 1, 3],
  [7, 1, 7],
  [6, 4, 12],
  [12, 8, 24],
  [250, 1, 250],
])('a multiple of %i and %i between two limits has a candidate that is one, too', (step, other, common) => {
  const random = createRandom(7)
  for (let run = 0; run < 12; run++) {
    const places = random(3)
    const own = common * (10_000 + random(10_000))
    if (places > 0 && own % 10 === 0) continue
    const [minimum, maximum] = [own - 3 * common - 1, own + 3 * common + 1].map((units) => Number(write(units, places)))
    const divisors = [step, other].map((units) => ({ multipleOf: Number(write(units, places)) }))

    expect(findFirst(write(own, places), { minimum, maximum, allOf: divisors }), write(own, places)).toBeDefined()
  }
})
