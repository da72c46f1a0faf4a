import { expect, test } from 'vitest'
import { csvWriter, toCsv } from '../../../src/cli/output/csv.js'
import { createTestScreen } from '../test-context.js'

test('writes RFC 4180: CRLF, quotes doubled, line breaks kept within quotes', () => {
  const rows = [{ a: 'say "hi", now', b: 'two\nlines' }]

  expect(toCsv(rows, ['a', 'b'], { header: true })).toBe('a,b\r\n"say ""hi"", now","two\nlines"\r\n')
})

test('null and absent are empty, booleans are words, objects are JSON', () => {
  const rows = [{ a: null, c: true, d: false, e: { x: [1] }, f: -1.5 }]

  expect(toCsv(rows, ['a', 'b', 'c', 'd', 'e', 'f'], { header: false })).toBe(',,true,false,"{""x"":[1]}",-1.5\r\n')
})

test('a spreadsheet does not run a name as a formula', () => {
  const rows = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'].map((a) => ({ a }))

  expect(toCsv(rows, ['a'], { header: false })).toBe("'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n'\t=1\r\n")
})

test('a formula after a line feed is escaped, too', () => {
  const rows = [{ a: '\n=1', b: 'x\n=1', c: '\n' }]

  expect(toCsv(rows, ['a', 'b', 'c'], { header: false })).toBe(`"'\n=1","x\n=1","'\n"\r\n`)
})

test('the header is written once, and also when there are no rows', async () => {
  const [some, none] = [createTestScreen(), createTestScreen()]
  const writer = csvWriter(some, ['a'])
  await writer.write([])
  await writer.write([{ a: 1 }])
  await writer.write([{ a: 2 }])
  await writer.end()
  await csvWriter(none, ['a']).end()

  expect(some.text).toBe('a\r\n1\r\n2\r\n')
  expect(none.text).toBe('a\r\n')
})

test('names the undocumented properties that it omits', async () => {
  const writer = csvWriter(createTestScreen(), ['a'])
  await writer.write([{ a: 1, b: 2 }, { c: 3 }])

  expect(writer.notes?.()).toEqual(['omitted undocumented properties: b, c; --format ndjson includes them'])
})

test('names at most ten omitted properties, and cuts long names', async () => {
  const writer = csvWriter(createTestScreen(), [])
  await writer.write([{ ['x'.repeat(100_000)]: 1 }])
  await writer.write(Array.from({ length: 10_000 }, (_, index) => ({ [`n${index}`]: 1 })))

  expect(writer.notes?.()).toEqual([
    `omitted undocumented properties: ${'x'.repeat(40)}…, n0, n1, n2, n3, n4, n5, n6, n7, n8 and more; --format ndjson includes them`,
  ])
})

test('writes the data unchanged to a file or a pipe, and with every character visible to a terminal', async () => {
  const [file, terminal] = [createTestScreen(), createTestScreen({ isTTY: true })]
  const row = { a: '\u001b[2J\u200b', b: { c: 'x\u202e' } }
  for (const screen of [file, terminal]) await csvWriter(screen, ['a', 'b'], { header: false }).write([row])

  expect(file.text).toBe('\u001b[2J\u200b,"{""c"":""x\\u202e""}"\r\n')
  expect(terminal.text).toBe('\\u001b[2J\\u200b,"{""c"":""x\\u202e""}"\r\n')
})

test.each([
  [0, []],
  [10, ['omitted undocumented properties: n0, n1, n2, n3, n4, n5, n6, n7, n8, n9; --format ndjson includes them']],
])('of %i omitted properties, all are named', async (count, notes) => {
  const writer = csvWriter(createTestScreen(), ['a'])
  await writer.write([{ a: 1, ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 1])) }])

  expect(writer.notes?.()).toEqual(notes)
})
