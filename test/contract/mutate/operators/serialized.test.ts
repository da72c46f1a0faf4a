import { describe, expect, test } from 'vitest'
import { spell } from '../../../../src/contract/mutate/operators/serialized.js'
import { engineFor } from '../../../support/schema.js'

function spelled(value: unknown, schema: object) {
  const { engine, node } = engineFor(schema)
  return spell(value, node, engine.index)
}

describe('a value is spelled only if the text is read as this value:', () => {
  test.each<[unknown, string, string | undefined]>([
    ['text', 'string', 'text'],
    ['true', 'string', 'true'],
    ['7', 'string', '7'],
    [7, 'integer', '7'],
    [0.5, 'number', '0.5'],
    [7, 'string', undefined],
    [true, 'boolean', 'true'],
    [false, 'boolean', 'false'],
    [false, 'string', undefined],
    ['true', 'boolean', undefined],
    ['false', 'boolean', undefined],
    ['falsehood', 'boolean', 'falsehood'],
    ['7', 'integer', undefined],
    ['7', 'number', undefined],
    ['seven', 'integer', 'seven'],
    ['text', 'null', undefined],
    [null, 'null', undefined],
    [{}, 'object', undefined],
  ])('%j of type %s is %j', (value, type, text) => {
    expect(spelled(value, { type })).toEqual(text === undefined ? undefined : [text])
  })

  test('a text that may be a number, too, is not', () => {
    expect(spelled('7', { type: ['string', 'integer'] })).toBeUndefined()
    expect(spelled('a', { type: ['string', 'integer'] })).toEqual(['a'])
  })
})
