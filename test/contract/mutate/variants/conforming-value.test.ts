import { expect, test } from 'vitest'
import { toJson } from '../../../../src/contract/mutate/raw-json.js'
import { findAllowedScalars } from '../../../../src/contract/mutate/variants/conforming-value.js'
import { engineFor } from '../../../support/schema.js'

const allowedBy = (...schemas: unknown[]) =>
  findAllowedScalars(schemas.map((schema) => engineFor(schema).node)).map(({ description, value }) => [
    description,
    toJson(value),
  ])

const twenty = [
  ['an integer written 20.0', '20.0'],
  ['an integer written 2e1', '2e1'],
]
const limits = (...values: number[]) => values.map((value) => [`${value}, the limit`, String(value)])
const listed = (...values: unknown[]) =>
  values.map((value) => [`${JSON.stringify(value)}, as listed`, JSON.stringify(value)])
const text = (length: number) => [`a text of ${length} characters`, JSON.stringify('a'.repeat(length))]
const emoji = (length: number, written = length) => [
  `a text of ${length} characters beyond the BMP`,
  JSON.stringify('\u{1F600}'.repeat(written)),
]
const uuids = [
  ['capital letters', '"C22D24F6-5A47-4597-9A23-C7D01E696B92"'],
  ['all zeros', '"00000000-0000-0000-0000-000000000000"'],
]

test.each<[schemas: unknown[], allowed: string[][]]>([
  [[{ type: 'integer' }], twenty],
  [[{ type: 'number' }], [['a fraction', '0.25'], ...twenty]],
  [[{ type: 'integer', minimum: 1, maximum: 10 }], limits(1, 10)],
  [[{ type: 'integer', minimum: 20 }], [...limits(20), ...twenty]],
  [[{ type: 'integer', maximum: 20 }], [...limits(20), ...twenty]],
  [[{ type: 'integer', minimum: 21 }], limits(21)],
  [[{ type: 'integer', maximum: 19 }], limits(19)],
  [[{ type: 'number', minimum: 0.5, maximum: 30.5 }], [...limits(1, 30), ...twenty]],
  [[{ type: 'integer', minimum: 0.2, maximum: 0.8 }], []],
  [[{ type: 'integer', minimum: 1 }, { minimum: 3 }, { maximum: 9 }, { maximum: 7 }], limits(3, 7)],
  [[{ type: 'integer', format: 'int8', minimum: -128, maximum: 127 }], [...limits(-128, 127), ...twenty]],
  [[{ type: 'integer', format: 'int8', minimum: -129, maximum: 128 }], twenty],
  [[{ type: 'integer', format: 'uint8', minimum: 0, maximum: 255 }], [...limits(0, 255), ...twenty]],
  [[{ type: 'integer', format: 'uint8', minimum: -1, maximum: 256 }], twenty],
  [[{ type: 'integer', format: 'int32' }], [['the largest', '2147483647'], ['the smallest', '-2147483648'], ...twenty]],
  [[{ type: 'integer', format: 'int32', minimum: 0 }], [...limits(0), ...twenty]],
  [[{ type: 'string' }], [text(0), emoji(10_000, 1000)]],
  [[{ type: 'string', format: 'unknown', minLength: 2, maxLength: 3 }], [text(2), emoji(3)]],
  [
    [{ type: 'string', minLength: 1 }, { minLength: 2 }, { maxLength: 5 }, { maxLength: 4 }],
    [text(2), emoji(4)],
  ],
  [[{ type: 'string', minLength: 3, maxLength: 3 }], [text(3), emoji(3)]],
  [[{ type: 'string', minLength: 1500 }], [text(1500)]],
  [[{ type: 'string', format: 'uuid' }], uuids],
  [[{ type: 'string', format: 'uuid', minLength: 1 }], []],
  [[{ type: 'string', format: 'uuid', maxLength: 99 }], []],
  [[{ type: 'string', format: 'int32' }], []],
  [[{ type: 'string', format: 'uuid' }, { format: 'uuid' }], []],
  [[{ type: ['boolean', 'null'] }], [null, true, false].map((value) => [String(value), String(value)])],
  [[{ type: ['string', 'null'], format: 'uuid' }, { type: 'string' }], uuids],
  [[{ type: 'string' }, { type: 'null' }], []],
  [[{ enum: ['a', 1, null] }], listed('a', 1, null)],
  [[{ type: 'string', enum: ['a', 1, null, true] }], listed('a')],
  [[{ type: ['integer', 'null'], enum: ['a', 1, 1.5, null] }], listed(1, null)],
  [[{ type: 'number', enum: ['a', 1, 1.5] }], listed(1, 1.5)],
  [[{ type: 'boolean', enum: [true, 1] }], listed(true)],
  [[{ enum: ['a'], format: 'uuid' }], []],
  [[{ enum: ['a'] }, { enum: ['a', 'b'] }], []],
  [[{}], []],
  [[true], []],
  // A keyword that is not known may forbid the values.
  [[{ type: 'null', pattern: 'a' }], []],
  [[{ type: 'null' }, { const: null }], []],
  [[{ type: 'null', 'x-a': 1, title: 'a' }], [['null', 'null']]],
])('schemas %j allow %j', (schemas, allowed) => {
  expect(allowedBy(...schemas)).toEqual(allowed)
})
