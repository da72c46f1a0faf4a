import type { Serialized } from '../../../openapi/index.js'
import { isJson, parseMediaType } from '../../../text/media-type.js'
import { findHeader, findHeaders } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { mayLackHeaders } from '../../locate/response.js'
import { withHeader, withResponse } from '../edit.js'
import { toJson } from '../raw-json.js'
import { mutateContentType } from './content-type.js'
import { mutateJsonText } from './json-text.js'
import { type Mutation, mutateSchema, mutation } from './mutation.js'
import { mutateSerialized, spell } from './serialized.js'

/** Yields mutations of a response: of its content type, headers, text, and body value. */
export function* mutateResponse(located: Located): Generator<Mutation> {
  const { operation, schemas, interaction } = located
  const {
    definition: response,
    body: { mediaType, decoded: body },
  } = located.response
  if (!response) return
  yield* mutateContentType(located)
  for (const header of response.headers) yield* mutateHeader(header, located)
  if (!mediaType || interaction.response.body === null) return
  const { schema } = mediaType
  const target = {
    schemas,
    operation,
    direction: 'response',
    subject: response.status,
    code: 'invalid-body',
  } as const
  const at = (pointer: string) => pointer
  const type = parseMediaType(findHeader(interaction.response.headers, 'content-type') ?? '')
  if (type && isJson(type)) {
    yield* mutateJsonText(located, mediaType, interaction.response.body)
    const toInteraction = (value: unknown) => withResponse(interaction, { body: toJson(value) })
    if (schema && body) yield* mutateSchema(schema, body.value, { ...target, at, toInteraction })
  } else if (schema && body && type?.type === 'text') {
    const toInteraction = (value: unknown) => {
      const [text] = spell(value, schema, schemas.index) ?? []
      return text === undefined ? undefined : withResponse(interaction, { body: text })
    }
    yield* mutateSchema(schema, body.value, { ...target, at, toInteraction })
  }
}

function* mutateHeader(header: Serialized, located: Located): Generator<Mutation> {
  const { operation, response, interaction, schemas } = located
  const { headers } = interaction.response
  const at = `header ${header.name.toLowerCase()}`
  const received = findHeaders(headers, header.name)
  const subject = `${response.definition?.status} ${at}`
  const sent = (values: readonly string[]) =>
    withResponse(interaction, { headers: withHeader(headers, header.name, values) })
  if (header.required && received.length > 0 && !mayLackHeaders(operation, interaction.request.method))
    yield mutation(
      { operation, subject, node: header.node, keyword: 'required' },
      'missing-header',
      at,
      'no such header',
      sent([]),
    )
  yield* mutateSerialized(header, received, {
    ...{ schemas, operation, direction: 'response', subject, code: 'invalid-header', at, isEncoded: false },
    send: sent,
  })
}
