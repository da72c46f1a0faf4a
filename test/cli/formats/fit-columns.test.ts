import { expect, test } from 'vitest'
import { fitColumns } from '../../../src/cli/formats/fit-columns.js'

const id = { minWidth: 10 }
const name = { minWidth: 4, cut: true }
const note = { minWidth: 6 }

const widths = (available: number) => fitColumns([id, name, note], [10, 20, 3], available, 2).map(({ width }) => width)

test('gives every column what it needs when there is room', () => {
  expect(widths(100)).toEqual([10, 20, 6])
})

test('cuts a column that may be cut before it leaves another out', () => {
  expect(widths(24)).toEqual([10, 4, 6])
  expect(widths(30)).toEqual([10, 10, 6])
})

test('leaves out what does not fit at its narrowest, least important first', () => {
  expect(widths(23)).toEqual([10, 11])
  expect(widths(15)).toEqual([10])
})

test('shows the first column even when nothing fits', () => {
  expect(widths(1)).toEqual([10])
})
