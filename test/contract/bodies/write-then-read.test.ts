import { describe, expect, test } from 'vitest'
import { type Shape, splitTexts, type Texts, writeTexts } from '../../../src/contract/bodies/styles.js'
import type { ParameterStyle, Serialized } from '../../../src/openapi/index.js'
import { createRandom } from '../../support/random.js'
import { petstore } from '../petstore.js'

const styles: readonly ParameterStyle[] = [
  ...(['simple', 'label', 'matrix', 'form', 'cookie'] as const),
  ...(['spaceDelimited', 'pipeDelimited', 'deepObject'] as const),
]

/** Whether OAS defines the combination, and writes it under one name. */
function isWritten(style: ParameterStyle, explode: boolean, shape: Shape): boolean {
  if (style === 'deepObject') return false
  const isDelimited = style === 'spaceDelimited' || style === 'pipeDelimited'
  if (isDelimited) return shape === 'array' || (shape === 'object' && !explode)
  return shape !== 'object' || !explode || (style !== 'form' && style !== 'cookie')
}

/** As texts are once they are percent-encoded: without any delimiter but the dot. */
const letters = [...'abcXYZ019-_~.', '%2C', '%20', '%7C', '%3D', '%3B', '%26', '%22', 'ü']

const combinations = styles.flatMap((style) =>
  [true, false].flatMap((explode) =>
    (['scalar', 'array', 'object'] as const)
      .filter((shape) => isWritten(style, explode, shape))
      .map((shape) => ({ style, explode, shape })),
  ),
)

describe('what is written in a style is among the ways to read it', () => {
  test.each(combinations)('$shape in $style, explode $explode', ({ style, explode, shape }) => {
    const definition: Serialized = { name: 'n', required: false, style, explode, node: petstore.root, unusable: [] }
    const random = createRandom(7)
    // With a dot as the separator, a dot in a text separates as well.
    const own = style === 'label' && shape !== 'scalar' ? letters.filter((letter) => letter !== '.') : letters
    const text = (least: number) =>
      Array.from({ length: least + random(4) }, () => own[random(own.length)] ?? '').join('')
    for (let round = 0; round < 500; round++) {
      const count = 1 + random(4)
      const value: Texts =
        shape === 'scalar'
          ? text(0)
          : shape === 'array'
            ? Array.from({ length: count }, () => text(1))
            : Array.from({ length: count }, (_, at) => [`k${at}`, text(1)] as const)

      const written = writeTexts(definition, shape, value)

      expect(splitTexts(definition, shape, written)).toContainEqual(value)
    }
  })
})

test('texts of one name that are no list are joined in a header (RFC 9110, 5.3) and unreadable elsewhere', () => {
  const read = (style: ParameterStyle) =>
    splitTexts({ name: 'n', required: false, style, explode: false, node: petstore.root, unusable: [] }, 'scalar', [
      ...['x', 'y'],
    ])
  expect(read('simple')).toEqual(['x, y'])
  expect(read('form')).toEqual([])
})

describe('values are written as in the Style Examples of OAS 3.1.1', () => {
  const list = ['blue', 'black', 'brown']
  const object = [
    ['R', '100'],
    ['G', '200'],
    ['B', '150'],
  ] as const
  test.each<[ParameterStyle, boolean, empty: string, text: string, list: string | string[], object?: string]>([
    ['matrix', false, ';color', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
    ['matrix', true, ';color', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
    ['label', false, '.', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
    ['label', true, '.', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
    ['simple', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    ['simple', true, '', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
    ['form', false, '', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    ['form', true, '', 'blue', list],
    ['spaceDelimited', false, '', 'blue', 'blue black brown', 'R 100 G 200 B 150'],
    ['pipeDelimited', false, '', 'blue', 'blue|black|brown', 'R|100|G|200|B|150'],
  ])('%s, explode %s', (style, explode, empty, text, ofList, ofObject) => {
    const definition = { name: 'color', required: false, style, explode, node: petstore.root, unusable: [] }
    const write = (shape: Shape, value: Texts) => writeTexts(definition, shape, value)

    expect([write('scalar', ''), write('scalar', 'blue'), write('array', list)]).toEqual([
      [empty],
      [text],
      [ofList].flat(),
    ])
    if (ofObject !== undefined) expect(write('object', object)).toEqual([ofObject])
  })
})
