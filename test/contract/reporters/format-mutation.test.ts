import { expect, test } from 'vitest'
import {
  type Checker,
  createChecker,
  formatMutation,
  mutationFormats,
  scoreMutants,
} from '../../../src/contract/index.js'
import { toVisibleText } from '../../../src/text/visible-text.js'
import { putThing, things } from '../mutate/things.js'
import { hostile } from './reports.js'

const passed = scoreMutants(things, [putThing])
const failed = scoreMutants(things, [putThing], {
  createChecker(document): Checker {
    const checker = createChecker(document)
    return {
      check: (interaction) => ({
        findings: checker.check(interaction).findings.filter(({ code }) => code !== 'missing-header'),
      }),
    }
  },
})

test('text shows the mutants of each operation, and lists unexercised rules with their lines', () => {
  const text = formatMutation(passed, 'text')

  expect(text).toMatch(/✓ putThing {2}\d+ of \d+ mutants killed/)
  expect(text).toMatch(/putThing 404: .* at .*things\.yaml:\d+ \/paths\/~1things~1{id}\/put\/responses\/404/)
  expect(text).toMatch(
    /Passed: (\d+) of \1 mutants killed \(100 %\), 0 of \d+ conforming variants refused, 1 rule unexercised\n$/,
  )
})

test('text lists survivors with the rule that the check does not enforce', () => {
  const text = formatMutation(failed, 'text')

  expect(text).toContain('Survived: mutants that did not lead to the expected finding (1)')
  expect(text).toMatch(/putThing 200 header x-remaining: no such header \(required\), documented at .*things\.yaml:\d+/)
  expect(text).toMatch(/Failed: /)
  expect(text).not.toContain('(100 %)')
})

test('text has colours only on request', () => {
  expect(formatMutation(passed, 'text')).not.toContain('\u001B')
  expect(formatMutation(passed, 'text', { color: true })).toContain('\u001B[')
})

test('JSON is the result itself', () => {
  expect(JSON.parse(formatMutation(failed, 'json'))).toEqual(JSON.parse(JSON.stringify(failed)))
})

test('Markdown has a table and lists, and escapes the texts in them', () => {
  const text = formatMutation(failed, 'markdown')

  expect(text).toContain('| operation | killed | survived |')
  expect(text).toMatch(/- putThing 200 header x-remaining: no such header/)
  expect(text).toMatch(/\*\*Failed: /)
})

test.each(mutationFormats)('shows every character of hostile texts in %s', (format) => {
  const [first] = passed.unexercised
  const document = { title: hostile, version: hostile, source: hostile }
  const unexercised = first
    ? [{ ...first, operationId: hostile, subject: hostile, reason: hostile, rule: hostile }]
    : []
  const mutants = passed.mutants.map((each) => ({ ...each, operationId: hostile }))

  const text = formatMutation({ ...passed, document, unexercised, mutants }, format)

  expect(text).toContain('\\u200b')
  for (const line of text.split('\n')) expect(line).toBe(toVisibleText(line))
})
