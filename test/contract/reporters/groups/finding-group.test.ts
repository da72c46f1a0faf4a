import { describe, expect, test } from 'vitest'
import {
  describeOperations,
  describeRequest,
  groupFindings,
  sortOperations,
  toSections,
} from '../../../../src/contract/reporters/groups/finding-group.js'
import { failedReport, finding } from '../reports.js'

describe('findings of one kind of place are one group', () => {
  test('which shows the first, counts all, and lists each source once', () => {
    const findings = [
      finding({ at: '/data/0/name', source: 'a.json:3' }),
      finding({ at: '/data/1/name', source: 'b.json:3', received: 'true', count: 4 }),
      finding({ at: '/data/2/name', source: 'a.json:3' }),
    ]
    expect(groupFindings(findings)).toEqual([
      {
        first: findings[0],
        at: '/data/*/name',
        count: 6,
        otherValues: 1,
        otherRules: 0,
        sources: ['a.json:3', 'b.json:3'],
        operations: ['listPets'],
      },
    ])
  })

  test('in which only the indexes that differ become *', () => {
    const [group] = groupFindings([finding({ at: '/3/tags/0' }), finding({ at: '/3/tags/12' })])
    expect(group?.at).toBe('/3/tags/*')
  })

  test('whose place is that of the finding if there is only one', () => {
    expect(groupFindings([finding({ at: '/data/0/name' })])[0]?.at).toBe('/data/0/name')
    expect(groupFindings([finding({ at: '' })])[0]?.at).toBe('the body')
  })

  test('even if the place has a key of a map', () => {
    const groups = groupFindings([
      finding({ at: '/zrh/open', place: '/*/open' }),
      finding({ at: '/bsl/open', place: '/*/open' }),
    ])
    expect(groups.map(({ at, count }) => [at, count])).toEqual([['/*/open', 2]])
  })
})

describe('findings are in groups of their own if they differ in', () => {
  test.each<[string, object]>([
    ['the kind of place', { at: '/data/0/tag' }],
    ['a name that is not an index', { at: '/data/x/name' }],
    ['the rule', { rule: '/components/schemas/Other', at: '/data/1/name' }],
    ['the code', { code: 'invalid-header' }],
    ['the severity', { severity: 'warning' }],
    ['the keyword', { keyword: 'pattern', at: '/data/1/name' }],
    ['what is expected', { expected: 'an integer' }],
    ['the waiver', { waived: 'known' }],
  ])('%s', (_, other) => {
    expect(groupFindings([finding(), finding(other)]).map(({ count }) => count)).toEqual([1, 1])
  })
})

describe('findings of several operations', () => {
  test('are one group if they break the same rule, at whatever places', () => {
    const [group, ...others] = groupFindings([
      finding({ at: '/data/0/name' }),
      finding({ at: '/data/1/name' }),
      finding({ at: '/name', operationId: 'getPet' }),
      finding({ at: '/pet/name', operationId: 'getPet' }),
    ])
    expect(others).toEqual([])
    expect(group).toMatchObject({ at: '/data/*/name and 2 other places', operations: ['listPets', 'getPet'] })
  })

  test.each(['undocumented-status', 'undocumented-content-type', 'server-error'] as const)(
    'are one group if the server gives the same response, with the code %s',
    (code) => {
      const [group, ...others] = groupFindings([
        finding({ code, at: 'status', rule: '/paths/~1pets/get', status: 502 }),
        finding({ code, at: 'status', rule: '/paths/~1pets~1{petId}/get', status: 502, operationId: 'getPet' }),
      ])
      expect(others).toEqual([])
      expect(group).toMatchObject({ operations: ['listPets', 'getPet'], otherRules: 1 })
    },
  )

  test.each<[string, 'undocumented-status' | 'server-error', object]>([
    ['another status', 'server-error', { status: 500 }],
    ['another received value', 'undocumented-status', { received: 'status 418' }],
    ['another message', 'server-error', { message: 'it sent a stack trace' }],
  ])('are groups of their own for %s', (_, code, other) => {
    const both = [finding({ code, status: 502 }), finding({ code, status: 502, operationId: 'getPet', ...other })]
    expect(groupFindings(both)).toHaveLength(2)
  })

  test('are not mixed with those of no operation', () => {
    const outside = { ...finding() }
    delete outside.operationId
    expect(groupFindings([finding(), outside]).map(({ operations }) => operations)).toEqual([['listPets'], []])
  })
})

describe('two rules share a group', () => {
  const both = (other: object = {}) => [finding(), finding({ rule: '/components/schemas/Base', ...other })]

  test('if the same values break them with the same words', () => {
    expect(groupFindings(both())).toMatchObject([{ count: 2, otherRules: 1, otherValues: 0 }])
  })

  test.each<[string, object]>([
    ['at another place', { at: '/data/5/name' }],
    ['in another request', { request: 'GET /pets?limit=3' }],
    ['in another recording', { source: 'other.json' }],
    ['with another status', { status: 201 }],
  ])('but not %s', (_, other) => {
    expect(groupFindings(both(other))).toHaveLength(2)
  })
})

describe('the sections of a report', () => {
  const sectionsOf = (...findings: readonly ReturnType<typeof finding>[]) =>
    toSections({ ...failedReport, findings }).map(({ operation, heading, groups }) => [
      operation?.operationId,
      heading,
      groups.map(({ first }) => (first.waived === undefined ? first.severity : 'waived')),
    ])
  const outside = (fields: object) => finding({ operationId: 'unknown', ...fields })

  test('begin with errors and end with waived findings, as the groups of each do', () => {
    const sections = sectionsOf(
      finding({ operationId: 'listPets', waived: 'known' }),
      finding({ operationId: 'getPet', severity: 'note', rule: '/a' }),
      finding({ operationId: 'getPet', severity: 'warning', rule: '/b' }),
      finding({ operationId: 'removePet', rule: '/c' }),
    )
    expect(sections).toEqual([
      ['removePet', 'removePet', ['error']],
      ['getPet', 'getPet', ['warning', 'note']],
      ['listPets', 'listPets', ['waived']],
    ])
  })

  test('of the same severity have those of several operations first and those of none last', () => {
    const sections = sectionsOf(
      outside({ rule: '/a' }),
      finding({ operationId: 'getPet', rule: '/b' }),
      finding({ operationId: 'listPets', rule: '/c' }),
      finding({ operationId: 'listPets', rule: '/d' }),
      finding({ operationId: 'getPet', rule: '/d' }),
    )
    expect(sections).toEqual([
      [undefined, 'Several operations', ['error']],
      ['listPets', 'listPets', ['error']],
      ['getPet', 'getPet', ['error']],
      [undefined, 'Outside the documented operations', ['error']],
    ])
  })
})

test('operations are sorted by errors, then warnings, then interactions, and otherwise keep their order', () => {
  const operation = (id: string, errors: number, warnings: number, interactions: number) => ({
    ...{ id, errors, warnings, interactions },
  })
  const sorted = sortOperations([
    operation('unseen', 0, 0, 0),
    operation('seen', 0, 0, 9),
    operation('warned', 0, 5, 9),
    operation('also seen', 0, 0, 10),
    operation('failed', 1, 0, 1),
    operation('also failed', 7, 7, 9),
  ])
  expect(sorted.map(({ id }) => id)).toEqual(['failed', 'also failed', 'warned', 'seen', 'also seen', 'unseen'])
})

test.each<[readonly string[], string | undefined]>([
  [[], undefined],
  [['a'], undefined],
  [['a', 'b'], 'in a and b'],
  [['a', 'b', 'c', 'd', 'e'], 'in a, b, c, d and e'],
  [['a', 'b', 'c', 'd', 'e', 'f'], 'in a, b, c, d, e and 1 other operation'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'in a, b, c, d, e and 2 other operations'],
])('the operations %j are described as %j', (operations, expected) => {
  const findings = operations.map((operationId) => finding({ operationId }))
  const [group] = groupFindings(findings.length > 0 ? findings : [finding()])
  expect(group && describeOperations({ ...group, operations })).toBe(expected)
})

test('the request of a finding has the status if there was a response', () => {
  const withoutStatus = { ...finding() }
  delete withoutStatus.status
  const unreadable = { ...withoutStatus }
  delete unreadable.request

  expect(describeRequest(finding())).toBe('GET /pets?limit=2, status 200')
  expect(describeRequest(withoutStatus)).toBe('GET /pets?limit=2')
  expect(describeRequest(unreadable)).toBeUndefined()
})
