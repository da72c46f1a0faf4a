import { describe, expect, test } from 'vitest'
import { connectWith, findNow, findTarget, toConnectOptions } from '../../../src/cli/reading/connect.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { createTestContext, createTestScreen } from '../test-context.js'

const projectId = 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3'
const env = { SIGNALWIRE_SPACE: 'example', SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: 'PT1' }
const space = { kind: 'space', space: 'example', projectId, apiToken: 'PT1', allowInsecureHttp: false }

describe('the target is', () => {
  test.each<[string, Parameters<typeof findTarget>[0], Parameters<typeof findTarget>[1], unknown]>([
    ['the sandbox without variables', {}, {}, { kind: 'sandbox', requested: false }],
    ['the sandbox if all variables are empty', { SIGNALWIRE_SPACE: '' }, {}, { kind: 'sandbox', requested: false }],
    ['the sandbox if it is requested', env, { sandbox: true }, { kind: 'sandbox', requested: true }],
    ['the space of the variables', env, {}, space],
    ['over http if the option allows it', env, { allowInsecureHttp: true }, { ...space, allowInsecureHttp: true }],
    [
      'the base URL rather than the space',
      { ...env, SIGNALWIRE_BASE_URL: 'http://localhost' },
      {},
      { kind: 'space', baseUrl: 'http://localhost', projectId, apiToken: 'PT1', allowInsecureHttp: false },
    ],
    [
      'the base URL without a space',
      { ...env, SIGNALWIRE_SPACE: undefined, SIGNALWIRE_BASE_URL: 'http://localhost' },
      {},
      { kind: 'space', baseUrl: 'http://localhost', projectId, apiToken: 'PT1', allowInsecureHttp: false },
    ],
  ])('%s', (_, env, options, expected) => {
    expect(findTarget(env, options)).toEqual(expected)
  })

  test.each([
    [
      ['SIGNALWIRE_SPACE'],
      'SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN are not set, though SIGNALWIRE_SPACE is; set all of them, or use --sandbox',
    ],
    [
      ['SIGNALWIRE_SPACE', 'SIGNALWIRE_PROJECT_ID'],
      'SIGNALWIRE_API_TOKEN is not set, though SIGNALWIRE_SPACE and SIGNALWIRE_PROJECT_ID are; set all of them, or use --sandbox',
    ],
    [
      ['SIGNALWIRE_PROJECT_ID', 'SIGNALWIRE_API_TOKEN'],
      'SIGNALWIRE_SPACE is not set, though SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN are; set all of them, or use --sandbox',
    ],
    [
      ['SIGNALWIRE_SPACE', 'SIGNALWIRE_API_TOKEN'],
      'SIGNALWIRE_PROJECT_ID is not set, though SIGNALWIRE_SPACE and SIGNALWIRE_API_TOKEN are; set all of them, or use --sandbox',
    ],
  ] as const)('an error that names what is missing beside %j', (names, message) => {
    const some = Object.fromEntries(names.map((name) => [name, env[name]]))
    expect(() => findTarget(some, {})).toThrow(message)
  })

  test('an error if the project is not a UUID, even if others are missing', () => {
    expect(() => findTarget({ SIGNALWIRE_PROJECT_ID: 'mine' }, {})).toThrow('SIGNALWIRE_PROJECT_ID: expected a UUID')
  })
})

describe('the options of the client', () => {
  test.each([
    [true, 'using the embedded sandbox, whose data is made up'],
    [false, 'using the embedded sandbox, whose data is made up, because no SIGNALWIRE_* variable is set'],
  ])('are those of the sandbox, and a line says so (requested: %s)', async (requested, line) => {
    const stderr = createTestScreen()
    const options = await toConnectOptions({ kind: 'sandbox', requested }, createTestContext({ stderr }))
    expect(options).toMatchObject(createSandbox().credentials)
    expect(stderr.text).toBe(`room-sessions: ${line}\n`)
  })

  test('are those of the space, without a line', async () => {
    const stderr = createTestScreen()
    const options = await toConnectOptions(findTarget(env, {}), createTestContext({ stderr }))
    expect(options).toEqual({ space: 'example', projectId, apiToken: 'PT1', allowInsecureHttp: false })
    expect(stderr.text).toBe('')
  })

  test.each(['sandbox', 'space'])('of the %s let an interrupted command end by itself', async (kind) => {
    let count = 0
    const context = createTestContext({ finishWhenInterrupted: () => void count++ })
    await toConnectOptions(findTarget(kind === 'space' ? env : {}, {}), context)
    expect(count).toBe(1)
  })
})

describe('now is', () => {
  const context = createTestContext()

  test('the time of this machine for a space', async () => {
    expect(await findNow({ ...context, env }, {})).toEqual(context.now())
  })

  test('the time of the sandbox, which does not move', async () => {
    expect(await findNow({ ...context, env }, { sandbox: true })).toEqual(createSandbox().now)
  })
})

test.each([
  [{ space: 'a b' }, 'SIGNALWIRE_SPACE: expected'],
  [{ baseUrl: 'http://example.com' }, 'SIGNALWIRE_BASE_URL: '],
  [{ space: 'example', apiToken: 'PT\n1' }, 'SIGNALWIRE_API_TOKEN: expected'],
])('an invalid option %j is called by its variable', (options, message) => {
  expect(() => connectWith({ projectId, apiToken: 'PT1', ...options })).toThrow(message)
})

test('http beyond this machine is refused with the option that allows it', () => {
  expect(() => connectWith({ projectId, apiToken: 'PT1', baseUrl: 'http://example.com' })).toThrow(
    'or the option --allow-insecure-http',
  )
})
