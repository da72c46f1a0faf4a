import { expect, test } from 'vitest'
import { toWords } from '../../../src/client/transport/to-words.js'

const unreadable = {
  get message(): never {
    throw new Error('no')
  },
}

test.each<[string, unknown, string]>([
  ['an error', new TypeError('a'), 'TypeError: a'],
  ['a text', 'a', 'a'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['several errors of one attempt', new AggregateError([new Error('a'), new Error('b')], ''), 'Error: a; Error: b'],
  [
    'errors inside of errors',
    new AggregateError([new AggregateError([new Error('a'), 'b'], ''), new Error('c')], ''),
    'Error: a; b; Error: c',
  ],
  ['several errors with a message of their own', new AggregateError([new Error('a')], 'all'), 'AggregateError: all'],
  ['no errors', new AggregateError([], ''), 'AggregateError'],
  ['an empty message', new Error(''), 'Error'],
  ['an object with other errors', { message: '', errors: 'a' }, '[object Object]'],
  [
    'an error of OpenSSL, without the place in its source',
    'EPROTO 80:error:0A00010B:SSL routines:get_record:wrong version:../deps/ssl/record.c:84:\n',
    'EPROTO 80:error:0A00010B:SSL routines:get_record:wrong version',
  ],
  ['every such place', 'a:x.c:1:\nb:y.c:22:', 'ab'],
  ['what cannot be read', unreadable, 'unknown error'],
  ['what has no text', Object.create(null), 'unknown error'],
])('%s is described in words', (_, thrown, expected) => {
  expect(toWords(thrown)).toBe(expected)
})
