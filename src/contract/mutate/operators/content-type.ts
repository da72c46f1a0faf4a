import { findChild } from '../../../openapi/index.js'
import { findHeader, isRecorded } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { withHeader, withResponse } from '../edit.js'
import { type Mutation, mutation, type Rule } from './mutation.js'

/** Some share their type, some their subtype, because a faulty check may compare only one of the two. */
const kinds = [
  'text/html; charset=utf-8',
  'application/xml',
  'application/json',
  'text/json',
  'text/plain',
  'image/png',
]

/** Yields mutations of a response's content type, and adds a body to a response without content. */
export function* mutateContentType({ response: located, operation, interaction }: Located): Generator<Mutation> {
  const {
    definition: response,
    body: { mediaType },
  } = located
  if (!response?.isUsable) return
  const { headers, body } = interaction.response
  const at = 'header content-type'
  const rule = (keyword: string, node = findChild(response.node, 'content') ?? response.node): Rule => ({
    operation,
    subject: response.status,
    node,
    keyword,
  })
  const typed = (...values: string[]) =>
    withResponse(interaction, { headers: withHeader(headers, 'content-type', values) })
  if (response.content.length === 0) {
    const sent = withResponse(typed('application/json'), { body: '{}' })
    yield mutation(
      rule('content type'),
      'undocumented-content-type',
      at,
      'a body although no content is documented',
      sent,
    )
    return
  }
  if (!mediaType || body === null) return
  const others = kinds.filter((value) => !response.content.some(({ name }) => describes(name, value)))
  const received = findHeader(headers, 'content-type') ?? ''
  for (const other of others)
    yield mutation(rule('content type'), 'undocumented-content-type', at, `content type ${other}`, typed(other))
  yield mutation(rule('content type'), 'undocumented-content-type', at, 'an invalid content type', typed('json'))
  yield mutation(rule('content type'), 'undocumented-content-type', at, 'two content types', typed(received, received))
  if (isRecorded(interaction.response, 'headers'))
    yield mutation(rule('content type present'), 'missing-content-type', at, 'no content type', typed())
}

/** True if a documented media type or media type range includes the received type. */
function describes(range: string, received: string): boolean {
  const [name = ''] = range.toLowerCase().split(';')
  const [type = ''] = received.split(';')
  return ['*/*', `${type.slice(0, type.indexOf('/'))}/*`, type].includes(name.trim())
}
