import { findChild } from '../../../openapi/index.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Located } from '../../locate/located.js'
import { withHeader, withResponse } from '../edit.js'
import { isJsonResponse } from '../response-type.js'
import { type Attempt, attempt, type Rule } from '../score/attempt.js'

/** Some share their type with others, some their subtype, because a check may look at one of the two. */
const kinds = [
  'text/html; charset=utf-8',
  'application/xml',
  'application/json',
  'text/json',
  'text/plain',
  'image/png',
]

/** Attempts on the content type of a response, and on there being a body at all. */
export function* breakContentType({ response, mediaType, operation, interaction }: Located): Generator<Attempt> {
  if (!response) return
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
    yield attempt(rule('content type'), 'undocumented-content-type', at, 'a body where none is promised', sent)
    return
  }
  if (!mediaType || body === null) return
  const others = kinds.filter((value) => !response.content.some(({ name }) => describes(name, value)))
  const [received = ''] = findHeaders(headers, 'content-type')
  for (const other of others)
    yield attempt(rule('content type'), 'undocumented-content-type', at, `content type ${other}`, typed(other))
  yield attempt(rule('content type'), 'undocumented-content-type', at, 'a content type that is none', typed('json'))
  yield attempt(rule('content type'), 'undocumented-content-type', at, 'two content types', typed(received, received))
  yield attempt(rule('content type present'), 'missing-content-type', at, 'no content type', typed())
  if (!isJsonResponse(interaction)) return
  const [name = ''] = received.split(';')
  for (const charset of ['iso-8859-1', 'utf-16'])
    yield attempt(
      rule('charset', mediaType.node),
      'undocumented-content-type',
      at,
      `charset ${charset}`,
      typed(`${name.trim()}; charset=${charset}`),
    )
}

/** Whether the name of a media type or of a range of them stands for a type. */
function describes(range: string, received: string): boolean {
  const [name = ''] = range.toLowerCase().split(';')
  const [type = ''] = received.split(';')
  return ['*/*', `${type.slice(0, type.indexOf('/'))}/*`, type].includes(name.trim())
}
