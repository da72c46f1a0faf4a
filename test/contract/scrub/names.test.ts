import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/contract/findings/finding.js'
import { createNames } from '../../../src/contract/scrub/names.js'

const finding = (at: string, code: Finding['code'], keyword?: string): Finding =>
  ({ at, code, ...(keyword !== undefined && { keyword }) }) as Finding // the part that is used

const create = (keepNames: boolean | 'undocumented', findings: readonly Finding[] = []) => {
  const names = createNames(
    { names: new Set(['owner', '42']), isWord: (text) => text === 'Word' },
    { secrets: ['hunter'], keepNames },
  )
  names.addUndocumented(findings)
  return names
}

const findings = [
  finding('/a/surprise', 'undocumented-property'),
  finding('/hunter', 'undocumented-property'),
  finding('/closed', 'invalid-body', 'additionalProperties'),
  finding('/b/open', 'invalid-body', 'unevaluatedProperties'),
  finding('/Jane Doe', 'undocumented-property'),
  finding('/typed', 'invalid-body', 'type'),
  finding('/typed', 'invalid-body', 'additionalPropertiesX'),
  finding('/missing', 'invalid-body', 'x-additionalProperties'),
  finding('/missing', 'invalid-body'),
]

describe('the name of a member stays', () => {
  test.each([
    ['if it is public', false, ['owner', '42', 'Word']],
    [
      'if a finding says that it is undocumented',
      'undocumented',
      ['owner', '42', 'Word', 'surprise', 'closed', 'open'],
    ],
    [
      'if it looks like the choice of a programmer, and is no secret',
      true,
      [
        'owner',
        '42',
        'Word',
        'surprise',
        'closed',
        'open',
        'typed',
        'missing',
        'camelCase',
        'camelCaseTwice',
        'snake_case',
        'snake_case_twice',
        'a'.repeat(40),
      ],
    ],
  ] as const)('%s', (_, keepNames, expected) => {
    const { keep } = create(keepNames, findings)
    const all = [
      ...['owner', '42', 'Word', 'surprise', 'hunter', 'closed', 'open', 'Jane Doe', 'typed', 'missing'],
      ...[
        'camelCase',
        'camelCaseTwice',
        'snake_case',
        'snake_case_twice',
        'a'.repeat(40),
        'a'.repeat(41),
        'Upper',
        'a_',
        '_a',
        'a__b',
        'aB',
        'camelCASE',
      ],
      ...['mixed_Case', 'a1', 'a-b', 'é', '', 'a b', 'Word '],
    ]
    expect(all.filter(keep)).toEqual(expected)
  })
})

test('a name has stayed only if it was asked for', () => {
  const { keep, isKept } = create(false)
  expect([isKept('owner'), keep('owner'), isKept('owner'), keep('jane'), isKept('jane')]).toEqual([
    ...[false, true, true, false, false],
  ])
})
