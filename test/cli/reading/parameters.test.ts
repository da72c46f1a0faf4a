import type { Option } from 'commander'
import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { parameterOptions, parseInteger, toQuery, WordsOption } from '../../../src/cli/reading/parameters.js'
import { toTime } from '../../../src/cli/reading/room-session-time.js'
import { resources, showProperty, toColumns } from '../../../src/cli/reading/room-sessions.js'
import { operationTable } from '../../../src/generated/operations.js'

const { maximum } = operationTable.list_room_sessions.parameters.page_size

test.each<[Parameters<typeof toQuery>[1], object]>([
  [{}, {}],
  [
    { roomName: 'a', status: 'completed', other: 1, cursor: 'x' },
    { room_name: 'a', status: 'completed' },
  ],
  [{ roomName: undefined, roomNameMatches: '' }, { room_name_matches: '' }],
  [{ pageSize: 7 }, { page_size: 7 }],
  [{ limit: 3 }, { page_size: 3 }],
  [{ limit: 3, pageSize: 7 }, { page_size: 3 }],
  [{ limit: 7, pageSize: 3 }, { page_size: 3 }],
  [{ limit: maximum + 1 }, { page_size: maximum }],
  [
    { limit: maximum + 1, roomName: 'a' },
    { room_name: 'a', page_size: maximum },
  ],
  [{ pageNumber: 2, pageToken: 'PA' }, {}],
])('the options %j are the query %j', (options, query) => {
  expect(toQuery('list_room_sessions', options)).toStrictEqual(query)
})

test('a limit is no page size where the operation has none', () => {
  expect(toQuery('get_room_recording', { mediaTtl: 0 })).toEqual({ media_ttl: 0 })
})

test('an operation has an option for each parameter that is not about paging, as the document describes it', () => {
  const optionOf = (operation: keyof typeof operationTable, flags: string): Option | undefined =>
    parameterOptions(operation).find((option) => option.flags === flags)
  expect(parameterOptions('list_room_sessions').map(({ flags }) => flags)).toEqual([
    '--room-id <id>',
    '--room-name <text>',
    '--room-name-matches <text>',
    '--status <choice>',
    '--page-size <n>',
  ])
  expect(optionOf('list_room_sessions', '--status <choice>')?.argChoices).toEqual(['in-progress', 'completed'])
  expect(optionOf('list_room_sessions', '--page-size <n>')?.description).toMatch(
    new RegExp(`[^.] \\(from 1 to ${maximum}\\)$`),
  )
  expect(optionOf('list_room_session_recordings', '--media-ttl <n>')?.description).toMatch(/ \(at least 0\)$/)
  expect(optionOf('list_room_sessions', '--room-name <text>')?.description).not.toMatch(/\(at least|\(from/)
  // A switch.
  expect(optionOf('list_logs', '--include-deleted')?.isBoolean()).toBe(true)
})

test.each<[string, Parameters<typeof parseInteger>[1], number | string]>([
  ['-5', undefined, -5],
  ['007', {}, 7],
  ['5', { minimum: 5, maximum: 5 }, 5],
  ['4', { minimum: 5 }, 'Expected an integer, at least 5.'],
  ['6', { maximum: 5 }, 'Expected an integer, from 0 to 5.'],
  ['6', { minimum: 1, maximum: 5 }, 'Expected an integer, from 1 to 5.'],
  ['1.0', {}, 'Expected an integer, at least 0.'],
  [' 1', {}, 'Expected an integer, at least 0.'],
  ['9007199254740992', {}, 'Expected an integer, at least 0.'],
])('the integer %j within %j is %j', (text, bounds, expected) => {
  if (typeof expected === 'number') expect(parseInteger(text, bounds)).toBe(expected)
  else expect(() => parseInteger(text, bounds)).toThrow(expected)
})

test.each<
  [ConstructorParameters<typeof WordsOption>[3], string, readonly string[], readonly string[], readonly string[]]
>([
  [
    undefined,
    'What: any of a, b, c, with commas between them',
    ['a', 'c, b', 'a,b,c'],
    ['', 'none', 'a,a', 'd'],
    ['a', 'b', 'c'],
  ],
  [{ max: 2 }, 'What: up to 2 of a, b, c, with commas between them', ['a,b'], ['a,b,c'], ['a', 'b', 'c']],
  [
    { allowsNone: true },
    'What: any of a, b, c, with commas between them; or none',
    ['none', 'b'],
    ['none,a', 'NONE'],
    ['a', 'b', 'c', 'none'],
  ],
])('an option of words with %j takes some of them, each once', (limits, description, taken, refused, words) => {
  const option = new WordsOption('--w <words>', 'What', ['a', 'b', 'c'], limits)
  expect([option.description, option.words]).toEqual([description, words])
  for (const text of taken)
    expect(option.parseArg?.(text, undefined as never)).toEqual(text === 'none' ? [] : text.split(/, ?/))
  for (const text of refused)
    expect(() => option.parseArg?.(text, undefined as never), text).toThrow(/^Expected .* of a, b, c, each once/)
})

test.each<[string, unknown, string]>([
  ['name', null, '-'],
  ['name', undefined, '-'],
  ['name', '', ''],
  ['name', 'a', 'a'],
  ['duration', 60, '1m 00s'],
  ['duration', '60', '60'],
  ['cost_in_dollars', 0.5, '$0.5000'],
  ['charge', 0.5, '$0.5000'],
  ['size_in_bytes', 1000, '1.0 kB'],
  ['fps', 20, '20'],
  ['locked', false, 'false'],
  ['payload', { a: [1] }, '{"a":[1]}'],
])('the property %s of a table shows %j as %s', (name, value, expected) => {
  expect(showProperty(name, value)).toBe(expected)
})

test('chosen columns are those of the table if it has them, with a title for the others', () => {
  const columns = toColumns(resources.sessions, ['end_time', 'room_name', 'fps'])
  expect(columns.map(({ title, property, detail }) => [title, property, detail])).toEqual([
    ['Ended (UTC)', 'end_time', undefined],
    ['Room name', 'room_name', undefined],
    ['Fps', 'fps', undefined],
  ])
  const cells = columns.map((column) => column.cell({ end_time: '2026-03-01T09:30:59Z', room_name: 'a', fps: null }))
  expect(cells).toEqual(['2026-03-01 09:30', 'a', '-'])
  expect(columns[0]?.cell({ end_time: 7 })).toBe('-')
})

test('the name of a session in a table is its display name, otherwise its name', () => {
  const name = resources.sessions.columns.find(({ title }) => title === 'Name')
  expect(
    [{ name: 'n', display_name: 'd' }, { name: 'n', display_name: null }, {}].map((row) => name?.cell(row)),
  ).toEqual(['d', 'n', '-'])
})

test('the status of a session stands out in a table while it is in progress', () => {
  const status = resources.sessions.columns.find(({ title }) => title === 'Status')
  const colors = createColors(true)
  expect(['in-progress', 'completed', '-'].map((value) => status?.color?.(value, colors))).toEqual([
    colors.green('in-progress'),
    colors.dim('completed'),
    colors.dim('-'),
  ])
})

test.each([
  [null, undefined],
  [undefined, undefined],
  ['2026-03-01T09:30:00Z', Date.UTC(2026, 2, 1, 9, 30)],
])('the time %j of an item is %j', (value, expected) => {
  expect(toTime('x', 'start_time', value)).toBe(expected)
})

test.each([[''], ['soon'], [7], [{}]])('the time %j of an item is an error of the service', (value) => {
  expect(() => toTime('x', 'start_time', value)).toThrow(
    expect.objectContaining({
      message: `x: start_time: expected a time, received ${JSON.stringify(value)}`,
      exitCode: 1,
    }),
  )
})
