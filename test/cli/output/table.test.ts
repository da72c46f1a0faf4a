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

const withIds: readonly Column[] = [
  { title: 'Id', cell: ({ id }) => String(id), minWidth: 36, isId: true },
  { title: 'Cost', cell: () => '$1', minWidth: 8, align: 'right' },
  { title: 'Note', cell: () => 'x', minWidth: 8, detail: true },
]
const idOf = (start: string) => `${start}-0000-4000-8000-000000000000`

async function writeIds(pages: readonly (readonly string[])[], { width = 30, isTTY = true } = {}) {
  const screen = createTestScreen({ isTTY })
  const writer = tableWriter({ screen, width, colors: createColors(false), columns: withIds, advice: 'widen it' })
  for (const ids of pages) await writer.write(ids.map((id) => ({ id })))
  await writer.end()
  return { lines: screen.text.split('\n').filter(Boolean), notes: writer.notes?.() }
}

test('ids are shortened on a terminal if that makes room for a column', async () => {
  expect(await writeIds([[idOf('11111111'), idOf('22222222')]])).toEqual({
    lines: ['Id             Cost  Note', '11111111…        $1  x', '22222222…        $1  x'],
    notes: ['ids are shortened: widen it'],
  })
})

test('ids are whole where there is room, even if a detail does not fit', async () => {
  const { lines, notes } = await writeIds([[idOf('11111111')]], { width: 46 })
  expect(lines[1]).toContain(idOf('11111111'))
  expect(notes).toEqual([])
})

test('ids are whole in a pipe, and the columns without room are named', async () => {
  const { lines, notes } = await writeIds([[idOf('11111111')]], { isTTY: false })
  expect(lines).toEqual(['Id', idOf('11111111')])
  expect(notes).toEqual(['no room for Cost, Note: widen it'])
})

test('shortened ids are long enough to differ, on every page, and the same id stays the same', async () => {
  const [one, other] = [idOf('11111111'), '11111111-0001-4000-8000-000000000000']
  const { lines } = await writeIds([[one, other, one], [idOf('33333333')]])
  expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual([
    '11111111-0000…',
    '11111111-0001…',
    '11111111-0000…',
    '33333333…',
  ])
})
