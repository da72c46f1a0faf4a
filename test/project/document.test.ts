import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction, loadDocument } from '../../src/contract/index.js'
import { document as data } from '../../src/generated/document.js'
import { operationTable } from '../../src/generated/operations.js'

type Json = Readonly<Record<string, unknown>>

const documentUrl = new URL('../../openapi/room-sessions.yaml', import.meta.url)

/** Every object in the document with its JSON Pointer, examples left out: they are data. */
function* objects(value: unknown, pointer = ''): Generator<[pointer: string, object: Json]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [pointer, value as Json] // an object that is no array is a record of unknowns
  for (const [key, child] of Object.entries(value)) {
    if (key === 'examples') continue
    yield* objects(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
}

function pointersWhere(isWrong: (object: Json, pointer: string) => boolean): string[] {
  return [...objects(data)].filter(([pointer, object]) => isWrong(object, pointer)).map(([pointer]) => pointer)
}

function follow(value: unknown): Json {
  const object = value as Json // the document was validated: what stands here is an object or a reference to one
  if (typeof object.$ref !== 'string') return object
  return object.$ref
    .slice(2)
    .split('/')
    .reduce<Json>((at, key) => at[key] as Json, data)
}

/** Every example of a response, as the interaction it is an example of. */
function exampleInteractions(): { name: string; interaction: Interaction }[] {
  return Object.entries(operationTable).flatMap(([operationId, { method, path }]) => {
    const operation = data.paths[path]?.get as Json
    return Object.entries(operation.responses as Json).flatMap(([status, response]) => {
      const { content } = follow(response) as { content: Record<string, { examples: Record<string, Json> }> }
      return Object.entries(content).flatMap(([mediaType, { examples }]) =>
        Object.entries(examples).map(([name, example]) => ({
          name: `${operationId} ${status} ${name}`,
          interaction: {
            request: { method, url: urlFor(path, Number(status)), headers: [] },
            response: {
              status: Number(status),
              headers: [['content-type', mediaType] as const],
              body: JSON.stringify(example.value),
            },
          },
        })),
      )
    })
  })
}

/** A request that may be answered so: a 400 or 422 needs one that is wrong. */
function urlFor(path: string, status: number): string {
  const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
  const wrong = status === 400 || status === 422 ? '?page_size=0' : ''
  return `https://example.signalwire.com${path.replace('{id}', status === 400 ? 'wrong' : id)}${wrong}`
}

describe('the document', () => {
  const examples = exampleInteractions()

  test('has an example for every response', () => {
    const promised = Object.values(operationTable).reduce((sum, { statuses }) => sum + statuses.length, 0)
    expect(examples).toHaveLength(promised)
  })

  test.each(examples)('keeps its own promise in the example $name', async ({ interaction }) => {
    const checker = createChecker(await loadDocument(documentUrl))

    expect(checker.check(interaction).findings).toEqual([])
  })

  test('says null by type, not by nullable', () => {
    expect(pointersWhere((object) => 'nullable' in object)).toEqual([])
  })

  test('leaves every object open', () => {
    expect(
      pointersWhere((object) => object.additionalProperties === false || object.unevaluatedProperties === false),
    ).toEqual([])
  })

  test('says for every object what is required', () => {
    expect(
      pointersWhere((object) => object.type === 'object' && 'properties' in object && !Array.isArray(object.required)),
    ).toEqual([])
  })

  test('requires only properties that it has', () => {
    expect(
      pointersWhere(
        (object) =>
          Array.isArray(object.required) &&
          object.required.some((name) => !Object.hasOwn(object.properties as Json, String(name))),
      ),
    ).toEqual([])
  })

  test('lists null in every enumeration that may be null, and only there', () => {
    expect(
      pointersWhere(
        ({ enum: values, type }) =>
          Array.isArray(values) && values.includes(null) !== (Array.isArray(type) && type.includes('null')),
      ),
    ).toEqual([])
  })

  test('gives content to every response', () => {
    expect(
      pointersWhere(
        (object, pointer) => /\/responses\/[^/]+$/.test(pointer) && !('$ref' in object || 'content' in object),
      ),
    ).toEqual([])
  })

  test('describes every parameter, property and schema', () => {
    const named = /^\/components\/(?:schemas|parameters|responses)\/[^/]+(?:\/properties\/[^/]+)?$/
    expect(
      pointersWhere(
        (object, pointer) => named.test(pointer) && !('$ref' in object) && typeof object.description !== 'string',
      ),
    ).toEqual([])
  })

  test('keeps components in alphabetical order', () => {
    for (const components of Object.values(data.components)) {
      expect(Object.keys(components)).toEqual(Object.keys(components).sort())
    }
  })

  test('says the same of a session in both of its schemas', () => {
    const { RoomSession, RoomSessionSummary } = data.components.schemas as Record<string, { properties: Json }>
    expect(RoomSession?.properties).toMatchObject(RoomSessionSummary?.properties ?? {})
    expect(Object.keys(RoomSession?.properties ?? {}).slice(0, 26)).toEqual(
      Object.keys(RoomSessionSummary?.properties ?? {}),
    )
  })
})
