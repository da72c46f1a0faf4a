import { describe, expect, test } from 'vitest'
import { DocumentError, type DocumentErrorDetails } from '../../src/openapi/document-error.js'

const details: DocumentErrorDetails = {
  code: 'invalid-yaml',
  file: 'api.yaml',
  isMain: true,
  line: 7,
  pointer: '/info/title',
  expected: 'YAML',
  received: 'a "secret"',
  cause: new Error('cause'),
}

test('the message of an error has the file, the line, the place and both sides', () => {
  const error = new DocumentError(details)

  expect(error.message).toBe('api.yaml:7: /info/title: expected YAML, received a "secret"')
  expect(error).toMatchObject({ name: 'DocumentError', code: 'invalid-yaml', file: 'api.yaml', line: 7 })
  expect(error.pointer).toBe('/info/title')
  expect(error.cause).toBe(details.cause)
})

test('an error of a whole file has neither a line nor a place', () => {
  const error = new DocumentError({
    code: 'too-large',
    file: 'a.yaml',
    isMain: true,
    expected: 'less',
    received: 'more',
  })

  expect(error.message).toBe('a.yaml: expected less, received more')
  expect([error.line, error.pointer]).toEqual([undefined, ''])
  expect(error).not.toHaveProperty('cause')
})

test('an error is shown in one line, whatever the file holds', () => {
  expect(new DocumentError({ ...details, received: 'a\n\u001b[31m' }).message).not.toMatch(/\p{Cc}/u)
})

describe('an error in a file that the document refers to', () => {
  const other = { ...details, file: 'other.yaml', isMain: false }

  test('has its line, and quotes nothing from it', () => {
    const error = new DocumentError(other)

    expect(error.message).toBe('other.yaml:7: expected YAML, received something else')
    expect(error).toMatchObject({ code: 'invalid-yaml', line: 7, pointer: '' })
    expect(error).not.toHaveProperty('cause')
  })

  test.each(['alias-cycle', 'nested-too-deeply', 'too-large'] as const)(
    'says what was received if it is %s',
    (code) => {
      expect(new DocumentError({ ...other, code, received: '101 levels' }).message).toContain('received 101 levels')
    },
  )
})
