import { describe, expect, test } from 'vitest'
import { parseAlert, parseInterval, parsePostUrl } from '../../../src/cli/room-sessions-watch/options.js'

describe('--interval', () => {
  test.each([
    ['1s', 1_000],
    ['90s', 90_000],
    ['15m', 900_000],
    ['24h', 86_400_000],
    ['1d', 86_400_000],
  ])('%s is %i milliseconds', (text, expected) => {
    expect(parseInterval(text)).toBe(expected)
  })

  test.each(['0s', '86401s', '25h', '2d', '1', '1.5s', '-1s', '1S', '', ' 1s'])('refuses %j', (text) => {
    expect(() => parseInterval(text)).toThrow('from 1s to 24h')
  })
})

describe('--alert', () => {
  test.each([
    ['cost > 5', { of: 'cost', above: 5 }],
    ['cost > 18', { of: 'cost', above: 18 }],
    ['cost>0.25', { of: 'cost', above: 0.25 }],
    [' members  >  0 ', { of: 'members', above: 0 }],
    ['duration > 4h', { of: 'duration', above: 14_400 }],
    ['duration > 2d', { of: 'duration', above: 172_800 }],
  ])('%j is a limit', (text, expected) => {
    expect(parseAlert(text)).toEqual([expected])
  })

  test('comes after the earlier ones', () => {
    expect(parseAlert('members > 2', parseAlert('cost > 1'))).toEqual([
      { of: 'cost', above: 1 },
      { of: 'members', above: 2 },
    ])
  })

  test.each([
    'cost < 5',
    'cost > 4h',
    'duration > 5',
    'members > 1.5',
    'cost >',
    'price > 1',
    'price or cost > 1',
    'cost > 1 or 2',
    'cost > -1',
    'cost > 1e3',
  ])('refuses %j', (text) => {
    expect(() => parseAlert(text)).toThrow('Expected a condition')
  })
})

describe('--post', () => {
  test.each(['http://localhost:1/a?b=c', 'https://user:pass@hooks.example/'])('takes %s', (text) => {
    expect(parsePostUrl(text).href).toBe(text)
  })

  test.each(['ftp://hooks.example/', 'shttp://hooks.example/', 'hooks.example', 'https://hooks.example/#secret', ''])(
    'refuses %j without repeating it',
    (text) => {
      expect(() => parsePostUrl(text)).toThrow(/^--post: expected an http or https URL without a fragment$/)
    },
  )
})
