import { expect, test } from 'vitest'
import { fitColumns } from '../../../src/cli/output/fit-columns.js'

const id = { minWidth: 10 }
const name = { minWidth: 4, cutTo: 12 }
const note = { minWidth: 6, detail: true as const }

const widths = (available: number) => fitColumns([id, name, note], [10, 20, 3], available, 2).map(({ width }) => width)

test('gives each column the width it needs if there is room', () => {
  expect(widths(100)).toEqual([10, 20, 6])
})

test('shows a detail once the columns that may be cut have their cutTo width', () => {
  expect(widths(31)).toEqual([10, 19])
  expect(widths(32)).toEqual([10, 12, 6])
  expect(widths(36)).toEqual([10, 16, 6])
})

test('leaves a column out if it does not fit at its minimum width', () => {
  expect(widths(16)).toEqual([10, 4])
  expect(widths(15)).toEqual([10])
})

test('always shows the first column', () => {
  expect(widths(1)).toEqual([10])
})
