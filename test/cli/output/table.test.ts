import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { type Column, tableWriter } from '../../../src/cli/output/table.js'
import { createTestScreen } from '../test-context.js'

const columns: readonly Column[] = [
  { title: 'Name', cell: ({ name }) => String(name), minWidth: 4, cutTo: 8 },
  { title: 'Size', cell: ({ size }) => String(size), minWidth: 6, align: 'right', color: (text, { red }) => red(text) },
]

async function write(rows: readonly object[], options: { width?: number; color?: boolean } = {}) {
  const screen = createTestScreen()
  const writer = tableWriter({
    screen,
    width: options.width ?? 80,
    colors: createColors(options.color ?? false),
    columns,
  })
  await writer.write(rows.map((row) => ({ ...row })))
  await writer.end()
  return screen.text
}

test('columns are aligned, with two blanks between them and none at the end of a line', async () => {
  expect(await write([{ name: 'a', size: 1 }])).toBe('Name    Size\na          1\n')
})

test('wide characters count as two cells', async () => {
  expect(await write([{ name: '会議室', size: 1 }])).toBe('Name      Size\n会議室       1\n')
})

test('a cell is cut to the width of its column, not in the middle of a character', async () => {
  expect(await write([{ name: '会議室の名前', size: 1 }], { width: 12 })).toBe('Name    Size\n会…        1\n')
  expect(await write([{ name: 'Standup', size: 1 }], { width: 12 })).toBe('Name    Size\nSta…       1\n')
})

test('colour does not change the width of a cell', async () => {
  expect(await write([{ name: 'a', size: 1 }], { color: true })).toBe(
    '\u001b[1mName\u001b[22m    \u001b[1mSize\u001b[22m\na          \u001b[31m1\u001b[39m\n',
  )
})

test('a list without items says so', async () => {
  expect(await write([])).toBe('Nothing found.\n')
})
