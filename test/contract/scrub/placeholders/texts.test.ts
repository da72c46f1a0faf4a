import { expect, test } from 'vitest'
import { collectRules } from '../../../../src/contract/scrub/placeholders/rules.js'
import { textCandidates } from '../../../../src/contract/scrub/placeholders/texts.js'
import { ruleFiles } from './rule-files.js'

const rules = collectRules(ruleFiles({ allOf: [{ pattern: '^cus_[0-9a-z]+$' }] }))
const numbers = { indexOf: () => 3, indexAmong: () => 3, uuid: () => '00000000-0000-4000-8000-000000000003' }

// A placeholder that changes what the check finds is not used, so there have to be others.
test.each(['Rex', '3fa90b', 'P3DT4H', 'Zoë K.', 'DE-4207', 'cus_9x8y7z'])(
  'the first texts that are tried for %s all differ',
  (text) => {
    const [...candidates] = textCandidates(text, numbers, rules)
    const first = candidates.slice(0, 8)
    expect(new Set(first).size).toBe(8)
    expect(first.every((each) => each.length === text.length)).toBe(true)
    expect(candidates.length).toBeGreaterThan(100)
  },
)

test.each([
  ['192.0.2.7', '192.0.2.4'],
  ['name-7@host.example', 'name-3@host.example'],
  ['host-7.example', 'host-3.example'],
  ['2001:db8::7', '2001:db8::3'],
])('%s looks like a placeholder, so another one of its kind is tried first', (text, expected) => {
  expect([...textCandidates(text, numbers, rules)][0]).toBe(expected)
})
