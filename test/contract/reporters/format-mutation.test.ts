import { describe, expect, test } from 'vitest'
import {
  type Checker,
  createChecker,
  formatMutation,
  loadDocument,
  mutationFormats,
  scoreMutants,
} from '../../../src/contract/index.js'
import { toVisibleText } from '../../../src/text/visible-text.js'
import { putThing, things } from '../mutate/things.js'
import { hostile } from './reports.js'

const oneThing = {
  request: { method: 'GET', url: 'https://split.example/things/t-1', headers: [] },
  response: { status: 200, headers: [['Content-Type', 'application/json']] as const, body: '{"id":"t-1"}' },
}
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

test('a rule in another file has the name of that file, its line and its pointer there', async () => {
  const split = await loadDocument('test/fixtures/split/api.yaml')

  const text = formatMutation(scoreMutants(split, [oneThing]), 'text')

  expect(text).toContain('operation at test/fixtures/split/paths.yaml:4 /things/get: ')
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

describe('of a mutation score', () => {
  const [mutant] = failed.mutants.filter(({ outcome }) => outcome === 'survived')
  if (!mutant) throw new Error('expected a mutant that survived')
  const survived = (count: number) => ({ ...failed, mutants: Array(count).fill(mutant), unexercised: [] })

  test.each([
    [50, false],
    [51, true],
  ])('with %i survivors, fifty are listed, and the others counted: %s', (count, isSaid) => {
    const [text, markdown] = (['text', 'markdown'] as const).map((format) => formatMutation(survived(count), format))

    expect(text?.match(/documented at/g)).toHaveLength(50)
    expect(markdown?.match(/documented at/g)).toHaveLength(50)
    expect(text).toContain(`Survived: mutants that did not lead to the expected finding (${count})\n`)
    expect(text?.includes('  … and 1 more\n')).toBe(isSaid)
    expect(markdown?.includes('- … and 1 more\n')).toBe(isSaid)
  })

  test('the text has a mark for each operation, and no section without lines', () => {
    const mutants = [
      mutant,
      { ...mutant, operationId: 'a', outcome: 'killed' as const },
      { ...mutant, operationId: 'a' },
    ]
    const text = formatMutation({ ...survived(0), mutants: [...mutants.slice(1, 2), mutant] }, 'text')

    expect(text).toContain('✓ a         1 of 1 mutant killed\n✗ putThing  0 of 1 mutant killed\n')
    expect(text).not.toMatch(/Refused|Unexercised/)
    expect(formatMutation({ ...survived(0), mutants }, 'markdown')).toContain(
      '| operation | killed | survived |\n| --- | ---: | ---: |\n| putThing | 0 | 1 |\n| a | 1 | 1 |\n',
    )
  })

  test.each([
    [
      { verdict: 'passed' as const, killed: 1, survived: 0, score: 100 },
      'Passed: 1 of 1 mutant killed (100 %), 0 of 1 conforming variant refused, 0 rules unexercised\n',
    ],
    [
      { killed: 2999, survived: 1, score: 99.9667 },
      'Failed: 2999 of 3000 mutants killed (99.9 %), 0 of 1 conforming variant refused, 0 rules unexercised\n',
    ],
    [
      { refused: 2, score: 50, killed: 1, survived: 1 },
      'Failed: 1 of 2 mutants killed (50 %), 2 of 3 conforming variants refused, 0 rules unexercised\n',
    ],
    [{ verdict: 'nothing-mutated' as const }, 'Nothing mutated: no interaction matches the document\n'],
  ])('the last line says the verdict: %j', (given, expected) => {
    const result = { ...survived(0), accepted: 1, refused: 0, ...given }

    expect(formatMutation(result, 'text').endsWith(`\n\n${expected}`)).toBe(true)
    expect(formatMutation(result, 'markdown')).toBe(`## Mutation score\n\n**${expected.trim()}**\n`)
  })

  test('a refused variant has its findings, and an unexercised rule its reason', () => {
    const refusedVariants = [{ ...mutant, findings: ['one', 'two'] }]
    const [rule] = passed.unexercised
    const text = formatMutation({ ...survived(0), refusedVariants, unexercised: rule ? [rule] : [] }, 'text')

    expect(text).toMatch(/Refused: conforming variants with findings \(1\)\n {2}putThing .*; one; two\n/)
    expect(text).toMatch(/Unexercised: rules without a mutant \(1\)\n {2}putThing 404: .* at .*: .+\n/)
  })
})

test.each([
  [passed, 32],
  [failed, 31],
  [{ ...passed, verdict: 'nothing-mutated' as const }, 31],
])('the verdict has a colour: %#', (result, colour) => {
  expect(formatMutation(result, 'text', { color: true }).trimEnd().split('\n').at(-1)).toContain(`\u001B[${colour}m`)
})
