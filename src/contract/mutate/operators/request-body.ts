import { type BodyType, chooseMediaType, type Node } from '../../../openapi/index.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../../text/media-type.js'
import { readBodyValue } from '../../bodies/body-value.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Located } from '../../locate/located.js'
import { withRequest } from '../edit.js'
import { toJson } from '../raw-json.js'
import { type Mutation, mutateSchema, mutation, type Rule } from './mutation.js'
import { writeForm } from './write-form.js'

/** The media type of a request's body: the one in its headers or, without headers, the first that is documented. */
export function findRequestType({ operation, interaction }: Located): [MediaTypeName, BodyType] | undefined {
  const { headers } = interaction.request
  const content = operation.requestBody?.content ?? []
  const [received = headers.length === 0 ? content[0]?.name : ''] = findHeaders(headers, 'content-type')
  const name = parseMediaType(received ?? '')
  const type = name && chooseMediaType(content, name)
  return type && [name, type]
}

/** Mutations of a request's body: its presence, its text, and the value by its schema. */
export function* mutateRequestBody(located: Located): Generator<Mutation> {
  const { operation, interaction, schemas } = located
  const documented = operation.requestBody
  const body = interaction.request.body ?? ''
  const subject = 'request body'
  const rule = (node: Node, keyword: string): Rule => ({ operation, subject, node, keyword })
  const sent = (changed: string) => withRequest(interaction, { body: changed })
  if (!documented) {
    const node = operation.node
    if (body === '') yield mutation(rule(node, 'no body'), 'undocumented-parameter', 'body', 'a body', sent('{}'))
    return
  }
  if (documented.required)
    yield mutation(rule(documented.node, 'required'), 'missing-parameter', 'body', 'no body', sent(''))
  const [name, type] = findRequestType(located) ?? []
  if (!name || !type || body === '') return
  const target = { schemas, direction: 'request', at: (pointer: string) => `body ${pointer}`.trim() } as const
  const codes = { unreadable: 'invalid-parameter', invalid: 'invalid-parameter' } as const
  const read = readBodyValue(body, name, type, { ...target, ...codes }).body
  if (!read) return
  const text = body.trimEnd()
  const [keyword, cut] = isJson(name) ? ['JSON', text.slice(0, -1)] : ['parts', text.slice(0, text.lastIndexOf('--'))]
  if (isJson(name) || name.type === 'multipart')
    yield mutation(rule(type.node, keyword), codes.unreadable, 'body', 'a body that is cut off', sent(cut))
  const { schema } = type
  if (!schema) return
  yield* mutateSchema(schema, read.value, {
    ...{ ...target, operation, subject, code: codes.invalid },
    toInteraction(value) {
      const changed = isJson(name) ? toJson(value) : writeForm(value, type, body, name, schemas.index)
      return changed === undefined ? undefined : sent(changed)
    },
  })
}
