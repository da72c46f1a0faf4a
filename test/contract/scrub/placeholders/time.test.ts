import { expect, test } from 'vitest'
import { createTimeShift } from '../../../../src/contract/scrub/placeholders/time.js'

test('times are moved together: distances and forms stay', () => {
  const shift = createTimeShift()

  expect(shift('2031-07-13T10:00:00Z')).toBe('2024-01-01T00:00:00Z')
  expect(shift('2031-07-13T11:30:00.125+02:00')).toBe('2024-01-01T01:30:00.000+02:00')
  expect(shift('2031-07-12t10:00:00z')).toBe('2023-12-31t00:00:00z')
  expect(shift('2031-07-14')).toBe('2024-01-01')
  expect(shift('2031-07-13T10:00:01.891234')).toBe('2024-01-01T00:00:01.000000')
})

test.each(['2031-02-30T10:00:00Z', '2031-07-13T24:00:00Z', '2031-07-13', 'yesterday', '2031-07-13T10:00'])(
  '%s is no date-time, or stays no date-time',
  (text) => {
    const shift = createTimeShift()

    expect(shift(text) === undefined || /^\d{4}-\d\d-\d\d$/.test(shift(text) ?? '')).toBe(true)
  },
)

test('times that mean never or not yet neither move others nor are moved out of the years there are', () => {
  const shift = createTimeShift()

  expect(shift('0001-01-01T00:00:00Z')).toBe('2024-01-01T00:00:00Z')
  expect(shift('2031-07-13T10:00:00Z')).toBe('2024-01-01T00:00:00Z')
  expect(shift('2031-07-13T11:00:00Z')).toBe('2024-01-01T01:00:00Z')
  expect(shift('9999-12-31T23:59:59.9Z')).toBe('2024-01-01T00:00:00.0Z')
  expect(shift('1900-01-01')).toBe('2024-01-01')
})

test.each([
  ['2016-12-31T23:59:60Z', '1990-12-31T23:59:60Z'],
  ['2017-01-01T05:29:60.5+05:30', '1991-01-01T05:29:60.0+05:30'],
  ['2016-12-31T18:59:60-05:00', '1990-12-31T18:59:60-05:00'],
  ['2016-12-31T23:59:60+00:00', '1990-12-31T23:59:60+00:00'],
  ['2016-12-31T23:59:60-00:00', '1990-12-31T23:59:60-00:00'],
  ['2017-01-01T00:29:60+00:30', '1991-01-01T00:29:60+00:30'],
  ['2016-12-31T22:59:60Z', undefined],
])('the leap second %s becomes %s, because few days have one', (text, expected) => {
  expect(createTimeShift()(text)).toBe(expected)
})

test.each([
  ['1899-12-30', '1899-12-31', false],
  ['1900-01-01', '1900-01-02', true],
  ['2999-12-30', '2999-12-31', true],
  ['3000-01-01', '3000-01-02', false],
])('%s and %s have ordinary years, so that their distance stays: %s', (first, second, stays) => {
  const shift = createTimeShift()
  expect([first, second].map(shift)).toEqual(['2024-01-01', stays ? '2024-01-02' : '2024-01-01'])
})
