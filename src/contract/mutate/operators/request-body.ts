import { type BodyType, chooseMediaType, type Node } from '../../../openapi/index.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../../text/media-type.js'
import { readBodyValue } from '../../bodies/body-value.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Located } from '../../locate/located.js'
import { withRequest } from '../edit.js'
import { toJson } from '../raw-json.js'
import { type Attempt, attempt, breakSchema, type Rule } from '../score/attempt.js'
import { writeForm } from '../write-form.js'

/** What the body of a request is, from the type that it names or, without any header, the first that is promised. */
export function findRequestType({ operation, interaction }: Located): [MediaTypeName, BodyType] | undefined {
  const { headers } = interaction.request
  const content = operation.requestBody?.content ?? []
  const [received = headers.length === 0 ? content[0]?.name : ''] = findHeaders(headers, 'content-type')
  const name = parseMediaType(received ?? '')
  const type = name && chooseMediaType(content, name)
  return type && [name, type]
}

/** Attempts on the body of a request: on there being one, on its text, and on its schema. */
export function* breakRequestBody(located: Located): Generator<Attempt> {
  const { operation, interaction, schemas } = located
  const promised = operation.requestBody
  const body = interaction.request.body ?? ''
  const subject = 'request body'
  const rule = (node: Node, keyword: string): Rule => ({ operation, subject, node, keyword })
  const sent = (changed: string) => withRequest(interaction, { body: changed })
  if (!promised) {
    const node = operation.node
    if (body === '') yield attempt(rule(node, 'no body'), 'undocumented-parameter', 'body', 'a body', sent('{}'))
    return
  }
  if (promised.required)
    yield attempt(rule(promised.node, 'required'), 'missing-parameter', 'body', 'no body', sent(''))
  const [name, type] = findRequestType(located) ?? []
  if (!name || !type || body === '') return
  const breaking = { schemas, direction: 'request', at: (pointer: string) => `body ${pointer}`.trim() } as const
  const codes = { unreadable: 'invalid-parameter', invalid: 'invalid-parameter' } as const
  const read = readBodyValue(body, name, type, { ...breaking, ...codes }).body
  if (!read) return
  const text = body.trimEnd()
  const [keyword, cut] = isJson(name) ? ['JSON', text.slice(0, -1)] : ['parts', text.slice(0, text.lastIndexOf('--'))]
  if (isJson(name) || name.type === 'multipart')
    yield attempt(rule(type.node, keyword), codes.unreadable, 'body', 'a body that breaks off', sent(cut))
  const { schema } = type
  if (!schema) return
  yield* breakSchema(schema, read.value, {
    ...{ ...breaking, operation, subject, code: codes.invalid },
    toInteraction(value) {
      const changed = isJson(name) ? toJson(value) : writeForm(value, type, body, name, schemas.index)
      return changed === undefined ? undefined : sent(changed)
    },
  })
}
