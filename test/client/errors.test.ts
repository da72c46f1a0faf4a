import { describe, expect, test } from 'vitest'
import { apiErrorClass } from '../../src/client/errors/api-error.js'
import {
  ConfigurationError,
  ConnectionError,
  PaginationError,
  ParameterError,
  ResponseBodyError,
  SignalWireError,
  TimeoutError,
} from '../../src/client/index.js'

const details = { operationId: 'get_room_session', attempts: 2, cursor: 'PA2', cause: new Error('why') }
const called = { operationId: 'get_room_session', attempts: 2, cursor: 'PA2' }

test.each([
  [300, 'RedirectError', 'redirect'],
  [399, 'RedirectError', 'redirect'],
  [400, 'BadRequestError', 'bad-request'],
  [401, 'AuthenticationError', 'authentication'],
  [402, 'ApiError', 'api'],
  [403, 'PermissionError', 'permission'],
  [404, 'NotFoundError', 'not-found'],
  [422, 'UnprocessableContentError', 'unprocessable-content'],
  [429, 'RateLimitError', 'rate-limit'],
  [499, 'ApiError', 'api'],
  [500, 'ServerError', 'server'],
  [599, 'ServerError', 'server'],
  [600, 'ApiError', 'api'],
])('status %i is a %s with the code %s', (status, name, code) => {
  const type = apiErrorClass(status)
  const failed = { status, headers: new Headers(), body: null, retryAfterMs: undefined, requestId: null }
  const error = new type('refused', failed)
  expect(type.name).toBe(name)
  expect(error).toMatchObject({ name, code, status, attempts: 0 })
})

const refused = new (apiErrorClass(422))(
  'refused',
  {
    ...{ status: 422, retryAfterMs: 5, requestId: 'r-1', headers: new Headers({ 'x-secret': 'header' }) },
    body: { errors: [{ type: 'validation_error', code: 'c', message: 'm', url: 'u' }], secret: 'body' },
  },
  details,
)
const issues = [
  { name: 'page_size', in: 'query', expected: 'a whole number', received: '0' },
  { name: 'id', in: 'path', expected: 'a uuid', received: '"x"' },
] as const

describe.each([
  [
    'UnprocessableContentError',
    refused,
    { message: 'refused', code: 'unprocessable-content', status: 422, retryAfterMs: 5, requestId: 'r-1' },
  ],
  ['ConfigurationError', new ConfigurationError('m', details), { message: 'm', code: 'configuration' }],
  ['ConnectionError', new ConnectionError('m', details), { message: 'm', code: 'connection' }],
  [
    'TimeoutError',
    new TimeoutError('total', 50, details),
    { message: 'no complete response within 50 ms (total)', code: 'timeout', scope: 'total', timeoutMs: 50 },
  ],
  [
    'ResponseBodyError',
    new ResponseBodyError('not-json', 'm', details),
    { message: 'm', code: 'response-body', reason: 'not-json' },
  ],
  ['PaginationError', new PaginationError('loop', 'm', details), { message: 'm', code: 'pagination', reason: 'loop' }],
  [
    'ParameterError',
    new ParameterError(issues, details),
    {
      message: 'query page_size: expected a whole number, received 0; path id: expected a uuid, received "x"',
      ...{ code: 'parameter', issues },
    },
  ],
] as const)('a %s', (name, error, own) => {
  test('has everything that may be logged in its JSON, and no body, header or cause', () => {
    expect(JSON.parse(JSON.stringify(error))).toEqual({ name, ...own, ...called })
  })

  test('has its cause, and is an error of the client', () => {
    expect(error.cause).toBe(details.cause)
    expect(error).toBeInstanceOf(SignalWireError)
    expect(error.name).toBe(name)
  })
})

test('an error of the service has the headers and the body, and what the body says is wrong', () => {
  expect(refused.headers.get('x-secret')).toBe('header')
  expect(refused.body).toMatchObject({ secret: 'body' })
  expect(refused.errors).toMatchObject([{ code: 'c' }])
  expect(Object.keys(refused)).not.toContain('body')
})

test.each([null, 'text', [], { errors: {} }])('finds no errors of parameters in the body %j', (body) => {
  const failed = { status: 422, headers: new Headers(), body, retryAfterMs: undefined, requestId: null }
  const error = new (apiErrorClass(422))('refused', failed)
  expect(error.errors).toEqual([])
  expect(Object.keys(error)).not.toContain('requestId')
})

test.each([
  [{ cursor: 'PA2' }, { cursor: 'PA2' }],
  [{ cursor: null }, { cursor: null }],
  [{ cursor: undefined }, {}],
  [{}, {}],
])(
  'with the details %j it has %j: null is the first page, and an error of no page has no cursor',
  (given, expected) => {
    const error = new ConnectionError('m', given)
    expect(Object.fromEntries(Object.entries(error).filter(([name]) => name === 'cursor'))).toStrictEqual(expected)
  },
)
