import { expect, test } from 'vitest'
import { toCause } from '../../../src/cli/record/cause.js'
import { ConnectionError, PaginationError, ResponseBodyError } from '../../../src/client/index.js'

test.each([
  [new ConnectionError('no response: Error: connect ECONNREFUSED 127.0.0.1:1'), /connect ECONNREFUSED 127\.0\.0\.1:1$/],
  [new ResponseBodyError('not-json', 'expected JSON, received CANARY'), /^its response cannot be read: not-json$/],
  [new PaginationError('malformed', 'CANARY'), /^links\.next cannot be followed$/],
])('a cause has no text of the service: %s', (error, expected) => {
  expect(toCause(error)).toMatch(expected)
})
