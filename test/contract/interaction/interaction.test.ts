import { describe, expect, test } from 'vitest'
import {
  findHeaders,
  hasRequestHeaders,
  isRecorded,
  provenanceOf,
} from '../../../src/contract/interaction/interaction.js'

test('the values of a header are in the order received, however its name is spelled', () => {
  const headers = [
    ['X-A', '1'],
    ['x-b', '2'],
    ['x-a', '3'],
    ['X-a', ''],
  ] as const
  expect(findHeaders(headers, 'X-a')).toEqual(['1', '3', ''])
  expect(findHeaders(headers, 'x')).toEqual([])
})

test.each([
  ['recordings/live/a.json', 'live'],
  ['a/documented/b/historical/c.json:7', 'historical'],
  ['C:\\historical\\a.json', 'historical'],
  ['documented/a/b.json', 'documented'],
  ['live', 'other'],
  ['a/documented', 'other'],
  ['other/a.json', 'other'],
  ['lively/a.json', 'other'],
  ['', 'other'],
  [undefined, 'other'],
])('the provenance of %s is %s', (source, expected) => {
  expect(provenanceOf(source)).toBe(expected)
})

describe('a part of a message is recorded', () => {
  test.each([
    [undefined, true, true],
    [[], true, true],
    [['headers'], false, true],
    [['body'], true, false],
    [['body', 'headers'], false, false],
  ] as const)('unless it is listed in %j', (notRecorded, headers, body) => {
    const message = { status: 200, headers: [], body: null, ...(notRecorded && { notRecorded }) }
    expect([isRecorded(message, 'headers'), isRecorded(message, 'body')]).toEqual([headers, body])
  })

  test('if it is the headers of a request, only if there are some', () => {
    const request = { method: 'GET', url: '/', headers: [['a', 'b']] as const }
    expect(
      [request, { ...request, headers: [] }, { ...request, notRecorded: ['headers' as const] }].map(hasRequestHeaders),
    ).toEqual([true, false, false])
  })
})
