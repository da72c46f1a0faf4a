import { expect, test } from 'vitest'
import { readParameters } from '../../src/sandbox/parameters.js'

const petParameters = {
  petId: { in: 'path', type: 'string', format: 'uuid' },
  age: { in: 'query', type: 'integer', format: 'int32', minimum: 0, maximum: 40 },
  limit: { in: 'query', type: 'integer', format: 'int32', default: 20 },
  kind: { in: 'query', type: 'string', enum: ['cat', 'dog'] },
} as const
const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
const readPet = (query: string, petId = id) => readParameters(petParameters, { petId }, new URLSearchParams(query))

test('returns values of the documented types, with the documented defaults', () => {
  const read = readPet('age=007&kind=dog')
  expect(read.issues).toEqual([])
  expect(read.path).toEqual({ petId: id })
  expect(read.query).toEqual({ age: 7, limit: 20, kind: 'dog' })
})

test('ignores a name in another case, and unknown names', () => {
  const read = readPet('Age=-1&ages=x')
  expect(read.issues).toEqual([])
  expect(read.query).toEqual({ limit: 20 })
})

test('uses the last value of a repeated parameter', () => {
  expect(readPet('age=1&age=2').query).toMatchObject({ age: 2 })
  expect(readPet('age=2&age=x').issues).toHaveLength(1)
})

test.each([
  ['age=-1', 'must be greater than or equal to 0'],
  ['age=41', 'must be less than or equal to 40'],
  ['age=', 'must be an integer'],
  ['age=1.0', 'must be an integer'],
  ['age=+1', 'must be an integer'],
  ['age=0x1', 'must be an integer'],
  ['limit=2147483648', 'must be less than or equal to 2147483647'],
  ['limit=-2147483649', 'must be greater than or equal to -2147483648'],
  ['limit=99999999999999999999', 'must be less than or equal to 2147483647'],
  ['kind=Cat', 'must be one of cat, dog'],
])('says of %s that it %s', (query, message) => {
  expect(readPet(query).issues).toEqual([{ in: 'query', name: query.split('=')[0], message }])
})

test('lists every issue in the order of the document', () => {
  const issues = readPet('kind=bird&age=x', 'rex').issues.map(({ in: place, name }) => `${place} ${name}`)
  expect(issues).toEqual(['path petId', 'query age', 'query kind'])
})

test('reports a missing required parameter', () => {
  const parameters = { name: { in: 'query', required: true, type: 'string' } } as const
  const { issues } = readParameters(parameters, {}, new URLSearchParams())
  expect(issues).toEqual([{ in: 'query', name: 'name', message: "can't be blank" }])
})
