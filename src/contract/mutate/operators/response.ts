import type { Serialized } from '../../../openapi/index.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Located } from '../../locate/located.js'
import { withHeader, withResponse } from '../edit.js'
import { toJson } from '../raw-json.js'
import { contentTypeOf, isJsonResponse } from '../response-type.js'
import { type Attempt, attempt, breakSchema } from '../score/attempt.js'
import { breakContentType } from './break-content-type.js'
import { breakSerialized, spell } from './break-serialized.js'
import { breakText } from './break-text.js'

/** Attempts on a response: its content type, its text, its headers and its body. */
export function* breakResponse(located: Located): Generator<Attempt> {
  const { response, mediaType, body, operation, schemas, interaction } = located
  if (!response) return
  yield* breakContentType(located)
  for (const header of response.headers) yield* breakHeader(header, located)
  if (!mediaType || interaction.response.body === null) return
  const { schema } = mediaType
  const breaking = {
    schemas,
    operation,
    direction: 'response',
    subject: response.status,
    code: 'invalid-body',
  } as const
  const at = (pointer: string) => pointer
  if (isJsonResponse(interaction)) {
    yield* breakText(located, mediaType, interaction.response.body)
    const toInteraction = (value: unknown) => withResponse(interaction, { body: toJson(value) })
    if (schema && body) yield* breakSchema(schema, body.value, { ...breaking, at, toInteraction })
  } else if (schema && body && contentTypeOf(interaction)?.type === 'text') {
    const toInteraction = (value: unknown) => {
      const [text] = spell(value, schema, schemas.index) ?? []
      return text === undefined ? undefined : withResponse(interaction, { body: text })
    }
    yield* breakSchema(schema, body.value, { ...breaking, at, toInteraction })
  }
}

function* breakHeader(header: Serialized, { operation, response, interaction, schemas }: Located): Generator<Attempt> {
  const { headers } = interaction.response
  const at = `header ${header.name.toLowerCase()}`
  const received = findHeaders(headers, header.name)
  const subject = `${response?.status} ${at}`
  const sent = (values: readonly string[]) =>
    withResponse(interaction, { headers: withHeader(headers, header.name, values) })
  if (header.required && received.length > 0)
    yield attempt(
      { operation, subject, node: header.node, keyword: 'required' },
      'missing-header',
      at,
      'no such header',
      sent([]),
    )
  yield* breakSerialized(header, received, {
    ...{ schemas, operation, direction: 'response', subject, code: 'invalid-header', at, isEncoded: false },
    send: sent,
  })
}
