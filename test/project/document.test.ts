import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { createChecker, type Interaction } from '../../src/contract/index.js'
import { document as data } from '../../src/generated/document.js'
import { operationTable } from '../../src/generated/operations.js'
import { loadRoomSessions } from '../support/document.js'

type Json = Readonly<Record<string, unknown>>

const document = await loadRoomSessions()

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
function exampleInteractions(): { response: string; name: string; summary: string; interaction: Interaction }[] {
  return Object.entries(operationTable).flatMap(([operationId, { method, path }]) => {
    const operation = data.paths[path]?.get as Json
    return Object.entries(operation.responses as Json).flatMap(([status, response]) => {
      const { content = {} } = follow(response) as { content?: Record<string, { examples?: Record<string, Json> }> }
      return Object.entries(content).flatMap(([mediaType, { examples = {} }]) =>
        Object.entries(examples).map(([name, example]) => ({
          response: `${operationId} ${status}`,
          name: `${operationId} ${status} ${name}`,
          summary: String(example.summary),
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
    const documented = Object.entries(operationTable).flatMap(([operationId, { path }]) => {
      const { responses } = { ...(data.paths[path]?.get as Json | undefined) }
      return Object.keys(responses as Json).map((status) => `${operationId} ${status}`)
    })
    expect(new Set(examples.map(({ response }) => response))).toEqual(new Set(documented))
  })

  const checker = createChecker(document)

  test.each(examples)('is valid by its own rules in the example $name', ({ interaction }) => {
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

/** Descriptions by name: `RoomSession`, `RoomSession.room_id`, `?page_size`, `response NotFound`, `list_room_sessions`. */
function* texts(): Generator<[name: string, description: string]> {
  const text = (object: unknown) => String((object as Json).description)
  const { schemas = {}, parameters = {}, responses = {} } = data.components
  for (const [name, schema] of Object.entries(schemas)) {
    yield [name, text(schema)]
    const { properties = {} } = schema as { properties?: Json } // a schema, checked above to be an object
    for (const [property, child] of Object.entries(properties)) yield [`${name}.${property}`, text(child)]
  }
  for (const parameter of Object.values(parameters)) yield [`?${(parameter as Json).name}`, text(parameter)]
  for (const [name, response] of Object.entries(responses)) yield [`response ${name}`, text(response)]
  for (const [operationId, { path }] of Object.entries(operationTable)) yield [operationId, text(data.paths[path]?.get)]
}

const textOf = new Map(texts())

describe('the texts of the document', () => {
  /** What a reader must learn from a text, as the sources have it (NOTES.md). */
  test.each<[string, RegExp]>([
    ['list_room_sessions', /\bpast and in-progress\b/i],
    ['list_room_sessions', /no filter by date/],
    ['?room_name', /\bmatching\b/],
    ['?room_name_matches', /substring/],
    ['?page_number', /above 0, `page_token` is required/i],
    ['?page_token', /required when `page_number` is above 0/i],
    ['?media_ttl', /\b900 seconds \(15 minutes\)/],
    ['response BadRequest', /\bBad Request\b/],
    ['response Unauthorized', /\bUnauthorized\b/],
    ['response NotFound', /another project/],
    ['response UnprocessableContent', /\bUnprocessable Entity\b/],
    ['response InternalServerError', /\bInternal Server Error\b/],
    ['UnprocessableContent', /\b422\b.*\bUnprocessable Entity\b/],
    ['UnprocessableContent.errors', /several/],
    ['RoomSession.room_id', /null if .*created automatically.*set to be deleted on end/i],
    ['RoomSession.name', /sessions of one room share it/i],
    ['RoomSession.display_name', /at most 200 characters.*default.*`name`/i],
    ['RoomSession.layout', /^initial\b.*not an enumeration/i],
    ['RoomSession.room_join_video_off', /setting of the room/],
    ['RoomSession.user_join_video_off', /setting of the user/],
    ['RoomSession.preview_url', /while previews are enabled and the session is in progress/],
    ['RoomSession.sync_audio_video', /jitter buffer/],
    ['RoomSession.end_time', /null while it is in progress/i],
    ['RoomSession.duration', /in seconds.*grows/],
    ['RoomSessionMember', /screen share/],
    ['RoomSessionMember.name', /random.*several may use one token/],
    ['RoomSessionMember.duration', /null if .* not joined yet/i],
    ['RoomRecording.uri', /temporary.*15 minutes.*`media_ttl`/i],
    ['RoomRecording.format', /`video\/mp4`/],
    ['RoomSessionEvent.created_at', /the event was created/],
    ['RoomSessionEvent.room_recording_id', /only on events of a recording/],
    ['RoomSessionEvent.room_participant_id', /only on events of a participant/],
    ['Links.next', /absent on the last page/i],
    ['Links.prev', /absent on the first page/i],
  ])('of %s say %s', (name, fact) => {
    expect(textOf.get(name)).toMatch(fact)
  })

  test.each([
    'RoomSession.join_from',
    'RoomSession.join_until',
    'RoomSession.remove_at',
    'RoomSession.remove_after_seconds_elapsed',
    'RoomSession.room_join_video_off',
    'RoomSession.user_join_video_off',
    'RoomSession.locked',
    'RoomSession.preview_url',
    'RoomSessionEvent.room_participant_id',
    'RoomSessionMember.leave_time',
    'RoomRecording.finished_at',
    'RoomRecording.uri',
  ])('of %s call a conclusion of our own inferred', (name) => {
    expect(textOf.get(name)).toMatch(/\bInferred: /)
  })

  test.each([
    'RoomSession.cost_in_dollars',
    'RoomSessionMember.cost_in_dollars',
    'RoomRecording.cost_in_dollars',
    'RoomSessionEvent.room_id',
    '?room_name',
    '?room_name_matches',
    'response Unauthorized',
  ])('of %s say what is not known', (name) => {
    expect(textOf.get(name)).toMatch(/\bNot known: /)
  })

  test('claim no name to be unique', () => {
    expect(pointersWhere(({ description }) => /\bunique\b/i.test(String(description)))).toEqual([])
  })

  test('name and require the scope of the token in every operation', () => {
    for (const [operationId, { path }] of Object.entries(operationTable)) {
      const { security, description } = { ...(data.paths[path]?.get as Json | undefined) }
      expect({ operationId, security }).toEqual({ operationId, security: [{ basicAuth: ['Video'] }] })
      expect(description).toMatch(/scope `Video`/)
    }
  })

  test('name every value of every enumeration', () => {
    const undescribed = [...objects(data)].flatMap(([pointer, object]) => {
      // A parameter describes the values of its schema.
      const { enum: values } = { ...(object.schema as Json | undefined), ...object }
      if (!Array.isArray(values) || pointer.endsWith('/schema')) return []
      return values
        .filter((value) => value !== null && !String(object.description).includes(`\`${value}\``))
        .map((value) => `${pointer} ${value}`)
    })
    expect(undescribed).toEqual([])
  })

  test('say of every example whether it is from the reference or made up', () => {
    const unmarked = exampleInteractions().filter(
      ({ summary }) => !/^(?:From the reference|Made up)[,.] /.test(summary),
    )
    expect(unmarked.map(({ name }) => name)).toEqual([])
  })

  test('have their inferences and open questions in NOTES.md', async () => {
    const notes = await readFile(new URL('../../openapi/NOTES.md', import.meta.url), 'utf8')
    const uncertain = [...textOf].filter(([, text]) => /\b(?:Inferred|Not known): /.test(text)).map(([name]) => name)
    expect(uncertain.length).toBeGreaterThan(0)
    const nameInNotes = (name: string) => name.replace(/^(?:\?|response )/, '').replace(/^\w+\./, '')
    expect(uncertain.filter((name) => !notes.includes(nameInNotes(name)))).toEqual([])
  })
})
