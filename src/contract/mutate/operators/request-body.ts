import type { Node } from '../../../openapi/index.js'
import { isJson } from '../../../text/media-type.js'
import type { Located } from '../../locate/located.js'
import { atRequestBody } from '../../locate/request-body.js'
import { withRequest } from '../edit.js'
import { toJson } from '../raw-json.js'
import { type Mutation, mutateSchema, mutation, type Rule } from './mutation.js'
import { writeForm } from './write-form.js'

/** Yields mutations of a request's body: without the body, of its text, and of its value by the schema. */
export function* mutateRequestBody(located: Located): Generator<Mutation> {
  const { operation, interaction, schemas } = located
  const documented = operation.requestBody
  const body = interaction.request.body ?? ''
  const subject = 'request body'
  const rule = (node: Node, keyword: string): Rule => ({ operation, subject, node, keyword })
  const notRecorded = (interaction.request.notRecorded ?? []).filter((part) => part !== 'body')
  const sent = (changed: string) => withRequest(interaction, { body: changed, notRecorded })
  if (!documented) {
    const node = operation.node
    if (body === '') yield mutation(rule(node, 'no body'), 'undocumented-parameter', 'body', 'a body', sent('{}'))
    return
  }
  if (documented.required)
    yield mutation(rule(documented.node, 'required'), 'missing-parameter', 'body', 'no body', sent(''))
  const { type: name, mediaType: type, decoded } = located.request.body
  if (!name || !type || !decoded) return
  const target = { schemas, direction: 'request', at: atRequestBody } as const
  const text = body.trimEnd()
  const [keyword, cut] = isJson(name) ? ['JSON', text.slice(0, -1)] : ['parts', text.slice(0, text.lastIndexOf('--'))]
  if (isJson(name) || name.type === 'multipart')
    yield mutation(rule(type.node, keyword), 'invalid-parameter', 'body', 'a body that is cut off', sent(cut))
  const { schema } = type
  if (!schema) return
  yield* mutateSchema(schema, decoded.value, {
    ...{ ...target, operation, subject, code: 'invalid-parameter' },
    toInteraction(value) {
      const changed = isJson(name) ? toJson(value) : writeForm(value, type, body, name, schemas.index)
      return changed === undefined ? undefined : sent(changed)
    },
  })
}
