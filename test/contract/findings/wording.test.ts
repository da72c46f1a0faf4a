import { expect, test } from 'vitest'
import { type Wording, wording } from '../../../src/contract/findings/wording.js'

/** What was expected and received, which reports show beside the message. */
const examples = {
  undocumentedPath: [wording.undocumentedPath('/a', { count: 2, isRefused: false }), 'one of 2 documented paths', '/a'],
  undocumentedMethod: [wording.undocumentedMethod('PUT', ['GET', 'POST']), 'GET or POST', 'PUT'],
  undocumentedStatus: [wording.undocumentedStatus(500, ['200', '404']), 'one of 200, 404', '500'],
  undocumentedContentType: [wording.undocumentedContentType(['a/b'], ['c/d', 'e/f']), 'c/d or e/f', 'a/b'],
  missingContentType: [wording.missingContentType(['a/b', 'c/d']), 'a/b or c/d', 'no content type'],
  foreignCharset: [wording.foreignCharset('x'), 'JSON in UTF-8 (RFC 8259, 8.1)', 'charset x'],
  wrongPartType: [wording.wrongPartType('a/b', 'c/d'), 'content type c/d', 'content type a/b'],
  otherCharset: [wording.otherCharset('x', 'y'), 'charset y', 'charset x'],
  undocumentedBody: [wording.undocumentedBody(), 'no body', 'a body'],
  missingBody: [wording.missingBody(['a/b', 'c/d']), 'a body of a/b or c/d', 'no body'],
  bodyNotRecorded: [wording.bodyNotRecorded('request'), 'the body of the request', 'a recording without it'],
  contentTypeNotRecorded: [wording.contentTypeNotRecorded(['a/b']), 'a/b', 'a recording without headers'],
  missingParameter: [wording.missingParameter('cookie', 'a'), 'cookie "a"', 'no such cookie'],
  undocumentedParameter: [wording.undocumentedParameter('a', ['b', 'c']), 'one of b, c', 'parameter "a"'],
  missingCredentials: [wording.missingCredentials('key'), 'credentials for key', 'no such credentials'],
  otherCredentials: [wording.otherCredentials(['a', 'b']), 'credentials for a or b', 'credentials of another scheme'],
  undocumentedProperty: [wording.undocumentedProperty('a'), 'a documented property', 'property "a"'],
  uncomparedBody: [
    wording.uncomparedBody('a/b'),
    'a body that can be compared with its schema: JSON, a form, a sequence or text',
    'a/b',
  ],
  uncomparedText: [
    wording.uncomparedText('a/b'),
    'text that can be compared with its schema: JSON or plain text',
    'a/b',
  ],
  ignoredEvents: [wording.ignoredEvents(), 'events with data and an empty line after them', 'other events'],
  deprecated: [wording.deprecated('operation', 'a'), 'no use of a deprecated operation', 'operation "a"'],
  unusablePart: [wording.unusablePart('/a'), 'a document without problems', '/a, which cannot be used'],
  serverError: [wording.serverError(500, 'GET /'), 'a status below 500', 'status 500'],
  noResponse: [wording.noResponse('timeout', 'GET /'), 'a response', 'timeout'],
  acceptedInvalidRequest: [wording.acceptedInvalidRequest(200, 'x'), 'a status of 4xx', 'status 200'],
  wrongDirection: [
    wording.wrongDirection('a', 'readOnly', 'request'),
    'no readOnly property in a request',
    'property "a"',
  ],
} satisfies Record<keyof typeof wording, readonly [Wording, expected: string, received: string]>

test.each(Object.entries(examples))('%s says what was expected and received', (_, [texts, expected, received]) => {
  expect([texts.expected, texts.received]).toEqual([expected, received])
})

test.each<[Wording, string, string]>([
  [wording.undocumentedPath('/a', { count: 2, near: '/b', isRefused: true }), '/b', '/a'],
  [wording.undocumentedStatus(500, []), 'no response', '500'],
  [wording.undocumentedContentType(['a/b', 'c/d'], ['e/f']), 'e/f', 'several: a/b, c/d'],
  [wording.undocumentedBody('a/b'), 'no body', 'a body of a/b'],
  [wording.undocumentedParameter('a', []), 'no query parameters', 'parameter "a"'],
  [
    wording.undocumentedParameter(
      'a',
      Array.from({ length: 21 }, (_, index) => `p${index}`),
    ),
    'one of 21 parameters',
    'parameter "a"',
  ],
])('the texts of %j are short', (texts, expected, received) => {
  expect([texts.expected, texts.received]).toEqual([expected, received])
})
