import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { type Column, cutToWidth, tableWriter, toRecordTable, widthOfText } from '../../../src/cli/output/table.js'
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

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['会議室', 6, '会議室'],
  ['会議室', 5, '会議…'],
  ['会議室', 4, '会…'],
  ['会', 1, '…'],
  ['😀😀', 3, '😀…'],
  ['', 0, ''],
])('%j cut to %i cells is %j', (text, width, expected) => {
  expect(cutToWidth(text, width)).toBe(expected)
})

test('the width of a text is that of what is shown', () => {
  expect(['abc', '会', 'a\u200b', ''].map(widthOfText)).toEqual([3, 2, 7, 0])
})

test('rows of later pages have the columns of the first page, and no second head', async () => {
  const screen = createTestScreen()
  const writer = tableWriter({ screen, width: 80, colors: createColors(false), columns })
  await writer.write([])
  await writer.write([{ name: 'a', size: 1 }])
  await writer.write([{ name: 'longer', size: 22 }])
  await writer.end()

  expect(screen.text).toBe('Name    Size\na          1\nlon…      22\n')
  expect(writer.notes?.()).toEqual([])
})

test.each([
  [9, [], ['no room for Size, Note: --format csv has all columns']],
  [10, ['Note'], ['no room for Size: --format csv has all columns']],
  [14, ['Size'], []],
  [20, ['Size', 'Note'], []],
])('in %i cells a table has the details that fit, and names what else does not', async (width, shown, notes) => {
  const screen = createTestScreen()
  const detail: Column = { title: 'Note', cell: () => 'x', minWidth: 4, detail: true }
  const unnamed: Column = { title: '', cell: () => 'y', minWidth: 9 }
  const all = width === 9 ? [...columns, detail, unnamed] : [...columns, detail]
  const writer = tableWriter({ screen, width, colors: createColors(false), columns: all })
  expect(writer.notes?.()).toEqual([])
  await writer.write([{ name: 'a', size: 1 }])

  expect(screen.text.split('\n')[0]?.trim().split(/ +/)).toEqual(['Name', ...shown])
  expect(writer.notes?.()).toEqual(notes)
})

test('a single item is a table of its properties, whose values are aligned', () => {
  const row = { id: 1, 会議室: '\u001b[2J', ['n'.repeat(90)]: null }
  const text = toRecordTable(row, {
    colors: createColors(true),
    show: (name, value) => `${name.length} ${value}`,
  })
  const start = ' '.repeat(61)

  expect(text.replaceAll('\u001b', '␛')).toBe(
    `␛[1mid␛[22m${start}2 1\n␛[1m会議室␛[22m${' '.repeat(57)}3 \\u001b[2J\n␛[1m${'n'.repeat(60)}…␛[22m  90 null\n`,
  )
  expect(toRecordTable({}, { colors: createColors(false), show: String })).toBe('')
})

test('an id that would only become one character shorter stays whole', async () => {
  const { lines } = await writeIds([['123456789', '1111111122']], { width: 20 })

  expect(lines.slice(1).map((line) => line.split(' ')[0])).toEqual(['123456789', '11111111…'])
})
