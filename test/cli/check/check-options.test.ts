import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { type CheckOptions, withCheckOptions } from '../../../src/cli/check/check-options.js'

const optionsOf = (...argv: readonly string[]) =>
  withCheckOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .parse(argv, { from: 'user' })
    .opts<CheckOptions>()

test('without options a check fails on errors, asks for no coverage, and has one thread', () => {
  expect(optionsOf()).toEqual({ failOn: 'error', minCoverage: 0, jobs: 1 })
})

describe('--jobs', () => {
  test.each(['1', '8', '256'])('takes %s', (text) => {
    expect(optionsOf('--jobs', text).jobs).toBe(Number(text))
  })

  test.each(['0', '257', '-1', '1.5', 'x', ''])('refuses %j', (text) => {
    expect(() => optionsOf(`--jobs=${text}`)).toThrow('Expected a whole number from 1 to 256.')
  })
})

describe('--min-coverage', () => {
  test.each([
    ['0', 0],
    ['99.5', 99.5],
    ['70%', 70],
    ['100', 100],
  ])('takes %s', (text, expected) => {
    expect(optionsOf('--min-coverage', text).minCoverage).toBe(expected)
  })

  test.each(['100.1', '-1', '1e1', '%', '7%%', ''])('refuses %j', (text) => {
    expect(() => optionsOf(`--min-coverage=${text}`)).toThrow('Expected a percentage from 0 to 100.')
  })
})

test('--report and --server may be repeated, and keep their order', () => {
  const { report, server } = optionsOf(
    ...[
      '--report',
      'json=a=b.json',
      '--report',
      'text',
      '--server',
      'http://b.example',
      '--server',
      'http://a.example',
    ],
  )
  expect(report).toEqual([{ format: 'json', file: 'a=b.json' }, { format: 'text' }])
  expect(server).toEqual(['http://b.example', 'http://a.example'])
})

test.each([
  ['yaml', 'Allowed formats are text, json, markdown, junit, sarif, github, html.'],
  ['json=', 'Expected a path after "=".'],
])('--report %s is refused', (text, message) => {
  expect(() => optionsOf('--report', text)).toThrow(message)
})
