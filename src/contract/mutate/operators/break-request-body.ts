import type { Node } from '../../../openapi/index.js'
import { isJson } from '../../../text/media-type.js'
import type { Located } from '../../locate/located.js'
import { atRequestBody } from '../../locate/request-body.js'
import { withRequest } from '../edit.js'
import { toJson } from '../raw-json.js'
import { type Attempt, attempt, breakSchema, type Rule } from '../score/attempt.js'
import { writeForm } from '../write-form.js'

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
  const { type: name, mediaType: type, decoded } = located.request.body
  if (!name || !type || !decoded) return
  const breaking = { schemas, direction: 'request', at: atRequestBody } as const
  const text = body.trimEnd()
  const [keyword, cut] = isJson(name) ? ['JSON', text.slice(0, -1)] : ['parts', text.slice(0, text.lastIndexOf('--'))]
  if (isJson(name) || name.type === 'multipart')
    yield attempt(rule(type.node, keyword), 'invalid-parameter', 'body', 'a body that breaks off', sent(cut))
  const { schema } = type
  if (!schema) return
  yield* breakSchema(schema, decoded.value, {
    ...{ ...breaking, operation, subject, code: 'invalid-parameter' },
    toInteraction(value) {
      const changed = isJson(name) ? toJson(value) : writeForm(value, type, body, name, schemas.index)
      return changed === undefined ? undefined : sent(changed)
    },
  })
}
