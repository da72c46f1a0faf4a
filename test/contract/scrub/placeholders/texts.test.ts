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

const candidatesOf = (text: string, ...patterns: string[]) => [
  ...textCandidates(text, numbers, collectRules(ruleFiles({ allOf: patterns.map((pattern) => ({ pattern })) }))),
]

test.each([
  ['xkq-beta-42', '^[a-z]+-(alpha|beta)-\\d+$', ['aaa-beta-14', 'aaa-beta-15']],
  ['42-xkq-beta', '-beta$', ['11-aad-beta', '11-aae-beta']],
  ['user_9xy', '^user_', ['user_1ad', 'user_1ae']],
])(
  'in %s, the words and the beginning of the pattern %s stay, and the last other part is numbered',
  (text, pattern, expected) => {
    const kept = candidatesOf(text, pattern).filter((each) => /beta|user_/.test(each))
    expect(kept.slice(0, 2)).toEqual(expected)
  },
)

test.each([
  ['hexadecimal digits', '3f9a', '1a2a'],
  ['hexadecimal digits beside a word', 'user_3f9a', 'user_1a2a', '^user_'],
  ['characters beyond ASCII', 'Zoë', 'Aaã'],
  ['half surrogate pairs', 'Zo\ud800', 'Ad\ud800'],
  ['addresses of IPv4', '10.1.2.3', '192.0.2.4'],
  ['addresses of IPv6', 'fd00::1', '2001:db8::3'],
  ['addresses of mail', 'ann@mail.test', 'name-3@host.example'],
  ['hosts', 'ann.mail.test', 'host-3.example'],
])('texts with %s may be replaced by such texts, and others are not', (_, text, expected, ...patterns) => {
  expect(candidatesOf(text, ...patterns)).toContain(expected)
  expect(candidatesOf('Rex Miller')).not.toContain(expected)
})

test.each([
  ['letters that are no hexadecimal digits', 'xf9a', 'aa2a'],
  ['ASCII characters', 'Zoe', 'Aaã'],
  ['whole characters', 'Zoë', 'Ad\ud800'],
])('texts with %s are not replaced by others', (_, text, other) => {
  expect(candidatesOf(text)).not.toContain(other)
})
