import { expect, test } from 'vitest'
import {
  checkInteractions,
  createScrubber,
  type Interaction,
  parseDocument,
  toNockDefinition,
} from '../../../../src/contract/index.js'
import { patternCandidates } from '../../../../src/contract/scrub/placeholders/pattern-candidates.js'
import { createPlaceholders } from '../../../../src/contract/scrub/placeholders/placeholders.js'
import { collectRules } from '../../../../src/contract/scrub/placeholders/rules.js'
import { ruleFiles } from './rule-files.js'

/** Patterns of phone numbers, book numbers, bank accounts, cards, people, postcodes, plates, versions and ids, with a text that matches. */
const rows: readonly (readonly [pattern: string, value: string])[] = [
  [String.raw`^1[3-9]\d{9}$`, '13912345678'],
  ['^0[2-478][0-9]{8}$', '0412345678'],
  [String.raw`^\+1[2-9][0-9]{2}[2-9][0-9]{6}$`, '+12125551234'],
  ['^97[89][0-9]{10}$', '9783161484100'],
  [String.raw`^(?:\+1 )?\([2-9]\d{2}\) [2-9]\d{2}-\d{4}$`, '(415) 767-1234'],
  [String.raw`^[2-9]\d{2} [2-9]\d{2} \d{4}$`, '415 767 9234'],
  [String.raw`^\+44[1-357-9]\d{8,9}$`, '+447911123456'],
  [String.raw`^07[4-9]\d{8}$`, '07911123456'],
  [String.raw`^\+33[67]\d{8}$`, '+33612345678'],
  [String.raw`^\+49(?:15|16|17)[0-9]{8,9}$`, '+4915123456789'],
  [String.raw`^\+91[6-9]\d{9}$`, '+919876543210'],
  [String.raw`^(?:\+?61|0)4\d{8}$`, '+61412345678'],
  [String.raw`^0[789]0-\d{4}-\d{4}$`, '090-1234-5678'],
  [String.raw`^\+7[489]\d{9}$`, '+79161234567'],
  [String.raw`^\+55[1-9]{2}9\d{8}$`, '+5511987654321'],
  ['^[6-9][0-9]{9}$', '9876543210'],
  [String.raw`^010-[2-9]\d{3}-\d{4}$`, '010-9876-5432'],
  [String.raw`^\+[1-9]\d{6,14}$`, '+14155552671'],
  ['^97[89]-[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,7}-[0-9]$', '978-3-16-148410-0'],
  [String.raw`^\d{9}[\dX]$`, '080442957X'],
  ['^(?=(?:[0-9]+-){3}[0-9X]$)[0-9-]{12}[0-9X]$', '0-8044-2957-X'],
  [String.raw`^\d{4}-\d{3}[\dX]$`, '2049-363X'],
  [String.raw`^DE\d{20}$`, 'DE89370400440532013000'],
  [String.raw`^GB\d{2}[A-Z]{4}\d{14}$`, 'GB29NWBK60161331926819'],
  ['^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$', 'NL91ABNA0417164300'],
  [String.raw`^NL\d{2}(?:ABNA|INGB|RABO)\d{10}$`, 'NL91ABNA0417164300'],
  ['^[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?$', 'DEUTDEFF500'],
  ['^4[0-9]{12}(?:[0-9]{3})?$', '4012888888881881'],
  ['^5[1-5][0-9]{14}$', '5555341244441115'],
  ['^3[47][0-9]{13}$', '378282246310005'],
  [String.raw`^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$`, '2223003122003222'],
  [String.raw`^6(?:011|5\d{2})\d{12}$`, '6011900000000019'],
  [String.raw`^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$`, '536-90-4399'],
  [String.raw`^9\d{2}-[78]\d-\d{4}$`, '912-78-1234'],
  [String.raw`^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$`, 'PH123456C'],
  [String.raw`^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$`, 'K1A 0B1'],
  ['^[A-Z]{1,2}[0-9R][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}$', 'SW1A 1AA'],
  [String.raw`^[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}$`, '1234 AB'],
  [String.raw`^(?:0[1-9]|[1-8]\d|9[0-8])\d{3}$`, '75008'],
  [String.raw`^\d{5}(?:-\d{4})?$`, '94103-1234'],
  [String.raw`^[1-9]\d{5}$`, '560034'],
  ['^(?:D-)?[0-9]{5}$', 'D-10117'],
  [String.raw`^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9]\d{0,3}[EH]?$`, 'MÜ-XY 742E'],
  [String.raw`^[A-HJ-NPR-TV-Z]{2}-\d{3}-[A-HJ-NPR-TV-Z]{2}$`, 'WW-418-KZ'],
  [String.raw`^[A-Z]{2}\d{2} [A-Z]{3}$`, 'LR67 KTM'],
  [String.raw`^\d[A-Z]{3}\d{3}$`, '7TRX482'],
  [String.raw`^[BCDFGHJKLMNPRSTVWXYZ]{3}\d{4}$`, 'KLM4821'],
  [String.raw`^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`, 'v17.42.83'],
  [String.raw`^[2-9]\.[0-9]+\.[0-9]+-rc\.[1-9]$`, '7.41.23-rc.4'],
  ['^20[0-9]{2}-(0[1-9]|1[0-2])$', '2019-11'],
  ['^FY2[0-9]Q[1-4]$', 'FY23Q3'],
  ['^acct_1[A-Za-z0-9]{16}$', 'acct_1QxY7ZpRt3mNbVcKd'],
  ['^ch_[2-9A-Z][a-z2-7]{8}$', 'ch_9qxy7zmk3'],
  ['^(cus|sub)_[B-Z][0-9]{6}$', 'cus_Q483920'],
  ['^ORD-20[0-9]{2}-[5-9][0-9]{4}$', 'ORD-2021-73912'],
  ['^AX[0-9a-f]{32}$', 'AX3f9b8e7d6c5a4b3c2d1e0f9a8b7c6d5e'],
  ['^(?:BKIA|BSIA)[A-Z2-7]{16}$', 'BKIAZQ7XKM4NWPLR2TVB'],
  ['^[A-HJ-NPR-Z0-9]{9}[A-HJ-NPR-Y1-9][A-HJ-NPR-Z0-9]{7}$', '1HGCM82633A904352'],
  ['^[1-9A-HJ-NP-Za-km-z]{26,35}$', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ['^0x[89a-f][0-9a-f]{7}$', '0xdeadbeef'],
  ['^[89ab][0-9a-f]{3}$', 'b7e3'],
  ['^urn:isbn:97[89][0-9]{10}$', 'urn:isbn:9783161484100'],
  [String.raw`^10\.[1-9]\d{3,8}/[-._;()/:A-Z0-9]+$`, '10.4782/KXQ.83741'],
  [String.raw`^\d{4}-\d{4}-\d{4}-[1-9]{3}[0-9X]$`, '4000-3002-1825-997X'],
  [String.raw`^(\d{3})-\1$`, '482-482'],
  [String.raw`^([a-z]{4})=\1-[2-9]$`, 'jane=jane-7'],
  ['^(?=.*[A-Z])(?=.*[2-9])[A-Z2-9]{8}$', 'KQ7XW4ZP'],
  ['^[13579]{4}-[02468]{4}$', '7391-8264'],
  ['^(?:[0-4][5-9]|[5-9][0-4])[a-f]{3}$', '72fed'],
  ['^C[0-9]{2}[A-CE-Z]$', 'C83Q'],
  ['^[2-9]{4}[AEIOU]$', '7382U'],
  ['^[0-9]{6}-[A-Y][0-9]{2}[05]$', '850712-K735'],
  [String.raw`^[12]\d{2}(0[1-9]|1[0-2])\d{8}$`, '2791275123456'],
  [String.raw`^(?:[01]\d|2[0-3])h[0-5]\d$`, '19h47'],
  ['^[а-яё]{4}[2-9]$', 'иван7'],
  ['^[A-Z]{3}[0-9]{2}[ab]$', 'XYZ12b'],
  ['^EU[0-9]{3}/[6-9]{2}-(?:EUR|USD)$', 'EU482/79-USD'],
]

const toPlaceholders = (...patterns: readonly string[]) =>
  createPlaceholders(
    { values: new Set() },
    collectRules(ruleFiles({ allOf: patterns.map((pattern) => ({ pattern })) })),
  )

test.each(rows)('a text that matches %s is replaced by another one that matches: %s', (pattern, value) => {
  const { text } = toPlaceholders(pattern)
  const placeholder = text(value)

  expect(value).toMatch(new RegExp(pattern, 'u'))
  expect(placeholder).toMatch(new RegExp(pattern, 'u'))
  expect(placeholder).not.toBe(value)
  expect(text(value)).toBe(placeholder)
  expect(toPlaceholders(pattern).text(value)).toBe(placeholder)
})

test('no value of a document with all of these patterns remains, and the check has no finding', () => {
  const properties = Object.fromEntries(rows.map(([pattern], index) => [`p${index}x`, { type: 'string', pattern }]))
  const schema = { type: 'object', properties }
  const document = parseDocument(
    JSON.stringify({
      ...{ openapi: '3.1.0', info: { title: 'Patterns', version: '1' } },
      paths: {
        '/values': {
          get: { responses: { 200: { description: 'Values.', content: { 'application/json': { schema } } } } },
        },
      },
    }),
    'patterns.json',
  )
  const body = JSON.stringify(Object.fromEntries(rows.map(([, value], index) => [`p${index}x`, value])))
  const interaction: Interaction = {
    request: { method: 'GET', url: 'https://values.example/values', headers: [], body: null },
    response: { status: 200, headers: [['content-type', 'application/json']], body },
  }
  const scrubber = createScrubber({ document })

  const scrubbed = scrubber.scrub(interaction)

  expect(checkInteractions(document, [interaction]).findings).toEqual([])
  expect(checkInteractions(document, [scrubbed]).findings).toEqual([])
  expect(scrubber.findLeaks(toNockDefinition(scrubbed))).toEqual([])
  expect(rows.filter(([, value]) => scrubbed.response.body?.includes(value))).toEqual([])
})

test.each([
  ['^97[89]\\d{10}$', (index: number) => `978${String(3_161_484_100 + index * 7919)}`, 200],
  ['^\\+1[2-9]\\d{2}[2-9]\\d{6}$', (index: number) => `+1415767${String(1234 + index * 7)}`, 200],
  ['^X[2-9]{2}$', (index: number) => `X${9 - (index % 8)}${9 - Math.floor(index / 8)}`, 60],
])('values that match %s have different placeholders as long as there are enough', (pattern, toValue, count) => {
  const { text } = toPlaceholders(pattern)
  const values = Array.from({ length: count }, (_, index) => toValue(index))
  const placeholders = values.map(text)

  expect(new Set(values).size).toBe(count)
  expect(new Set(placeholders).size).toBe(count)
  expect(placeholders.filter((each) => !new RegExp(pattern).test(each))).toEqual([])
})

test.each([
  ['jane=jane-7', '^([a-z]{4})=\\1-[2-9]$'],
  ['4344=4344-7', '^(\\d{4})=\\1-\\d{1,3}$'],
  ['jane smith, jane', '^(\\w+) smith, \\1$'],
])('the characters of %s that a back reference repeats do not stay', (value, pattern) => {
  const name = value.slice(0, 4)
  const candidates = [...patternCandidates(value, () => 1, collectRules(ruleFiles({ pattern })))]

  expect(candidates.filter((each) => each.includes(name))).toEqual([])
  expect(candidates.filter((each) => new RegExp(pattern).test(each))).not.toEqual([])
})

test('a placeholder matches no pattern that the text does not match', () => {
  const placeholder = toPlaceholders('^X\\d{4}$', '[1-8]').text('X9909')

  expect(placeholder).toMatch(/^X[09]{4}$/)
  expect(placeholder).not.toBe('X9909')
})

test('no candidate is made for a text that matches no pattern, and none is the text itself', () => {
  const rules = collectRules(ruleFiles({ pattern: '^[89]$' }))

  expect([...patternCandidates('7', () => 1, rules)]).toEqual([])
  expect([...new Set(patternCandidates('8', () => 1, rules))]).toEqual(['9'])
})
