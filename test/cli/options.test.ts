import { type Argument, type Command, Option } from 'commander'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.js'
import { operationTable } from '../../src/generated/operations.js'
import { createTestContext } from './test-context.js'

const program = await createProgram([], createTestContext(), async () => {}, { stdout: '', stderr: '' })

/** Every option and argument, with its command. Two are alike if their text in the help is. */
const all = program.commands.flatMap((command: Command) =>
  [...command.options, ...command.registeredArguments].map((option) => ({ command: command.name(), option })),
)

const nameOf = (option: Option | Argument) =>
  option instanceof Option ? option.flags : `${option.name()}${option.variadic ? '...' : ''}`

const parse = (option: Option | Argument, text: string, before?: unknown): unknown =>
  // What commander calls for the value of an option.
  (option.parseArg as ((text: string, before: unknown) => unknown) | undefined)?.(text, before)

const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
const otherId = '5ca1ab1e-0000-4000-8000-000000000001'
const pageSize: { minimum?: number; maximum?: number } = operationTable.list_room_sessions.parameters.page_size

type Values = readonly (readonly [text: string, value: unknown])[]

/** For each option whose value is parsed: values at its limits, and values just beyond them. */
const values: Readonly<Record<string, readonly [taken: Values, refused: readonly string[]]>> = {
  id: [[[id, id]], ['', 'x', `{${id}}`, `${id}0`]],
  'id...': [[[id, [id]]], ['', 'x']],
  '--room-id <id>': [[[id, id]], ['', 'x']],
  '--last <length>': [
    [
      ['1m', 60_000],
      ['24h', 86_400_000],
      ['7d', 604_800_000],
      ['999999w', 604_799_395_200_000],
    ],
    ['', '0d', '1.5h', '1s', '1000000w', '-1d', 'd', '1D', '7days'],
  ],
  '--time-zone <zone>': [[['Europe/Berlin', expect.objectContaining({ name: 'Europe/Berlin' })]], ['', 'Berlin']],
  '--page-size <n>': [
    [
      [String(pageSize.minimum), pageSize.minimum],
      [String(pageSize.maximum), pageSize.maximum],
    ],
    ['', String(Number(pageSize.minimum) - 1), String(Number(pageSize.maximum) + 1), '1e1', '2.5'],
  ],
  '--limit <n>': [
    [
      ['1', 1],
      ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ],
    ['', '0', '-1', '1.5', '9007199254740992'],
  ],
  '--media-ttl <n>': [[['0', 0]], ['', '-1', '0.5']],
  '--columns <names>': [[['id', ['id']]], ['', 'id,id', 'id,', 'nothing']],
  '--include <lists>': [
    [
      ['members, events', ['members', 'events']],
      ['none', []],
    ],
    ['', 'members,members', 'members,none', 'guests'],
  ],
  '--read <lists>': [
    [
      ['recordings', ['recordings']],
      ['none', []],
    ],
    ['', 'members,members', 'events'],
  ],
  '--by <dimensions>': [[['room,day', ['room', 'day']]], ['', 'none', 'room,room', 'room,day,user']],
  '--concurrency <n>': [
    [
      ['1', 1],
      ['32', 32],
    ],
    ['', '0', '33', '1.5'],
  ],
  '--name <template>': [[['{room}/{id}.{ext}', '{room}/{id}.{ext}']], ['', '../{id}', '/{id}', '{name}', 'a:b']],
  '--exec <command>': [[["gzip '{file}'", ['gzip', '{file}']]], ['', 'a | b', '$HOME', "'"]],
  '--at-least <percent>': [
    [
      ['0.01', 1],
      ['75%', 7_500],
      ['100', 10_000],
    ],
    ['', '0', '0%', '100.01', '75.125', '-1', '1e1', '7%%'],
  ],
  '--interval <length>': [
    [
      ['1s', 1_000],
      ['24h', 86_400_000],
    ],
    ['', '0s', '86401s', '15', '15sec', 'a15s'],
  ],
  '--alert <condition>': [[['cost > 0.5', [{ of: 'cost', above: 0.5 }]]], ['', 'cost', 'cost < 5', 'members > 1.5']],
  '--post <url>': [[['https://h.example/a?b', new URL('https://h.example/a?b')]], ['', 'h.example', 'https://h/#a']],
  '--metrics <port>': [
    [
      ['0', 0],
      ['65535', 65_535],
    ],
    ['', '-1', '65536'],
  ],
  '--port <n>': [
    [
      ['0', 0],
      ['65535', 65_535],
    ],
    ['', '-1', '65536'],
  ],
  '--host <address>': [[['::', '::']], ['']],
  '--max-body <bytes>': [
    [
      ['0', 0],
      ['268435456', 268_435_456],
    ],
    ['', '-1', '268435457', '1k'],
  ],
  '--target <url>': [[['http://h:1/v2', new URL('http://h:1/v2')]], ['', 'h:1', 'http://a:b@h/', 'http://h/?a']],
  '--url <url>': [[['http://h:1/v2', 'http://h:1/v2']], ['', 'h:1', 'http://a:b@h/', 'http://h/#a', 'http://{h}/']],
  '--server <url>': [[['http://h:1/v2', ['http://h:1/v2']]], ['', 'h:1', 'http://a:b@h/', 'http://h/?a']],
  '--min-coverage <percent>': [
    [
      ['0', 0],
      ['99.5%', 99.5],
      ['100', 100],
    ],
    ['', '100.1', '-1', '1e1', '%'],
  ],
  '--jobs <number>': [
    [
      ['1', 1],
      ['256', 256],
    ],
    ['', '0', '257', '1.5'],
  ],
  '--report <format[=file]>': [
    [
      ['json', [{ format: 'json' }]],
      ['json=a=b', [{ format: 'json', file: 'a=b' }]],
    ],
    ['', 'pdf', 'json='],
  ],
  '--methods <list>': [
    [
      ['get, Post,GET', ['GET', 'POST']],
      ['head,put,patch,delete,options,trace,query', ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY']],
    ],
    ['', 'get,', 'connect'],
  ],
  '--include <pattern>': [[['/a/**', ['/a/**']]], []],
  '--exclude <pattern>': [[['/a/**', ['/a/**']]], []],
  '--path <pattern>': [[['/a/**', ['/a/**']]], []],
  '--max-requests <n>': [
    [
      ['1', 1],
      ['1000000', 1_000_000],
    ],
    ['', '0', '1000001'],
  ],
  '--rate <n>': [
    [
      ['0.5', 0.5],
      ['10000', 10_000],
    ],
    ['', '0', '10001', '-1', '1e3', '1x', 'x1'],
  ],
  '--seed <n>': [
    [
      ['0', 0],
      ['4294967295', 4_294_967_295],
    ],
    ['', '-1', '4294967296'],
  ],
  '--param <name=value>': [
    [
      ['a=', [['a', '']]],
      ['ab=b=c\nd', [['ab', 'b=c\nd']]],
    ],
    ['', 'a', '=b', '=a=b'],
  ],
  '--auth <scheme=variable>': [[['ab=B_1', [['ab', 'B_1']]]], ['', 'a', '=B', '=a=B', 'a=', 'a=1B', 'a=b:c']],
  '--allow-host <host>': [
    [
      ['Staging.example', ['staging.example']],
      ['[::1]', ['[::1]']],
    ],
    ['', 'http://h', 'a@h', 'h/a'],
  ],
  '--timeout <seconds>': [
    [
      ['0.25', 0.25],
      ['3600', 3_600],
    ],
    ['', '0', '3601', '-1', '1e1', '1.'],
  ],
}

const paths = '--output --to --names --state --document --waivers --baseline --record --decisions'.split(' ')

function valuesOf(option: Option | Argument) {
  const isPath = option instanceof Option && paths.includes(option.long ?? '')
  return isPath ? ([[['a b', 'a b']], ['']] as const) : values[nameOf(option)]
}

const parsed = all
  .filter(({ option }) => option.parseArg && !option.argChoices)
  .map(({ command, option }) => ({ command, name: nameOf(option), option }))

describe('the value of an option or argument', () => {
  test.each(parsed)('is parsed up to its limits and refused beyond them: $command $name', ({ option }) => {
    const [taken, refused] = valuesOf(option) ?? [[], []]
    expect(taken).not.toEqual([])
    expect(taken.map(([text]) => [text, parse(option, text)])).toEqual(taken)
    for (const text of refused)
      expect(() => parse(option, text), text).toThrow(/^(?:Expected|Allowed formats are|--\w+: expected) /)
  })

  test('is parsed for each option in the table', () => {
    const known = new Set(parsed.map(({ name }) => name))
    expect(Object.keys(values).filter((name) => !known.has(name))).toEqual([])
  })
})

test.each([
  ['id...', id, otherId],
  ['--server <url>', 'http://b.example', 'http://a.example'],
  ['--report <format[=file]>', 'json', 'json=a'],
  ['--alert <condition>', 'members > 2', 'cost > 1'],
  ['--include <pattern>', 'b', 'a'],
  ['--exclude <pattern>', 'b', 'a'],
  ['--path <pattern>', 'b', 'a'],
  ['--param <name=value>', 'b=1', 'a=1'],
  ['--auth <scheme=variable>', 'b=C', 'a=C'],
  ['--allow-host <host>', 'b', 'a'],
] as const)('%s may be repeated, and keeps the order', (name, first, second) => {
  const found = all.filter(({ option }) => nameOf(option) === name)
  expect(found).not.toEqual([])
  for (const { option } of found) {
    const one = parse(option, first)
    const other = parse(option, second)
    expect(parse(option, second, one)).toEqual([one, other].flat())
  }
})

test('options have these defaults, and the others have none', () => {
  const defaults: Record<string, unknown> = {}
  for (const { command, option } of all)
    if (option.defaultValue !== undefined) defaults[`${command} ${nameOf(option)}`] = option.defaultValue
  expect(defaults).toEqual({
    'export --include <lists>': [],
    'export --format <format>': 'ndjson',
    'export --concurrency <n>': 6,
    'download --name <template>': '{date}_{room}_{id}.{ext}',
    'download --concurrency <n>': 4,
    'report --by <dimensions>': ['room'],
    'report --read <lists>': ['members', 'recordings'],
    'report --concurrency <n>': 6,
    'attendance --concurrency <n>': 6,
    'watch --interval <length>': 15_000,
    'watch --alert <condition>': [],
    'check --fail-on <severity>': 'error',
    'check --min-coverage <percent>': 0,
    'check --jobs <number>': 1,
    'proxy --port <n>': 0,
    'proxy --host <address>': '127.0.0.1',
    'proxy --max-body <bytes>': 1_048_576,
    'proxy --fail-on <severity>': 'error',
    'proxy --min-coverage <percent>': 0,
    'probe --methods <list>': ['GET', 'HEAD'],
    'probe --max-requests <n>': 1_000,
    'probe --timeout <seconds>': 10,
    'probe --fail-on <severity>': 'error',
    'probe --min-coverage <percent>': 0,
    'diff --fail-on <changes>': 'breaking',
    'sandbox --port <n>': 0,
  })
})

test.each([
  ['list', 'last', 'since', 'until'],
  ['export', 'cursor', 'output'],
  ['watch', 'metrics', 'once'],
])('%s refuses --%s together with %s', (name, attribute, ...others) => {
  const option = all.find(
    ({ command, option }) => command === name && option instanceof Option && option.attributeName() === attribute,
  )
  // Commander has no public property for it.
  expect(option?.option).toMatchObject({ conflictsWith: others })
})

test.each([
  ['diff', '--fail-on', ['breaking', 'any']],
  ['check', '--fail-on', ['error', 'warning', 'note']],
  ['export', '--format', ['ndjson', 'csv']],
  ['watch', '--format', ['table', 'ndjson']],
  ['list', '--format', ['table', 'json', 'ndjson', 'csv']],
])('%s %s takes one of %j', (name, flag, choices) => {
  const found = all.filter(
    ({ command, option }) => command === name && option instanceof Option && option.long === flag,
  )
  expect(found.map(({ option }) => option.argChoices)).toEqual([choices])
})

test.each([
  ['list', ['--room-id', '--room-name', '--status', '--page-size', '--since', '--columns'], ['--media-ttl']],
  ['events', ['--page-size', '--columns'], ['--since', '--status', '--last']],
  ['recordings', ['--media-ttl', '--page-size'], ['--since']],
  ['export', ['--room-name', '--status', '--page-size', '--since'], ['--limit']],
  ['download', ['--room-name', '--status', '--media-ttl', '--last'], ['--limit']],
  // A watch reads the sessions in progress, in pages of its own.
  ['watch', ['--room-id', '--room-name'], ['--status', '--page-size', '--since']],
])('%s has the options %j, but not %j', (name, present, absent) => {
  const flags = all.flatMap(({ command, option }) =>
    command === name && option instanceof Option ? (option.long ?? []) : [],
  )
  expect(flags).toEqual(expect.arrayContaining(present))
  expect(flags.filter((flag) => absent.includes(flag))).toEqual([])
})

test('only the page size of export says what it is without the option', () => {
  const described = all.filter(
    ({ command, option }) => command === 'export' && option.description.includes('default: 1000'),
  )
  expect(described.map(({ option }) => nameOf(option))).toEqual(['--page-size <n>'])
})
