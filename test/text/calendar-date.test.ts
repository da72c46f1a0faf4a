import { expect, test } from 'vitest'
import { startsWithDate } from '../../src/text/calendar-date.js'

test.each(['2026-02-28', '2024-02-29', '2026-12-31T00:00:00Z'])('%s begins with a date that exists', (text) => {
  expect(startsWithDate(text)).toBe(true)
})

test.each([
  '',
  '2026-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-1-10',
  '20260110',
  '+02026-01-10',
  '2026-01',
])('%j does not begin with a date that exists', (text) => {
  expect(startsWithDate(text)).toBe(false)
})
