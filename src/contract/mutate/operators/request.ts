import type { Node, Parameter } from '../../../openapi/index.js'
import { readPairs } from '../../../text/percent-encoding.js'
import { toTyped } from '../../bodies/typed-text.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { addToQuery, withHeader, withQuery, withRequest } from '../edit.js'
import { type Attempt, attempt, type Breaking, breakSchema, type Rule } from '../score/attempt.js'
import { findTextType } from '../text-type.js'
import { newName } from '../way.js'
import { breakCredentials, withCredentials } from './break-credentials.js'
import { breakRequestBody } from './break-request-body.js'
import { breakSerialized, spellFields } from './break-serialized.js'

/** Attempts on a request, whose response must be none that a broken request explains. */
export function* breakRequest(located: Located): Generator<Attempt> {
  const { operation, interaction } = located
  const rule = (keyword: string): Rule => ({ operation, subject: 'request', node: operation.node, keyword })
  const more = withQuery(interaction, newName, ['1'])
  yield attempt(rule('query'), 'undocumented-parameter', `query ${newName}`, 'an undocumented query parameter', more)
  for (const parameter of operation.parameters) {
    if (parameter.in === 'query') yield* breakQuery(parameter, located)
    if (parameter.in === 'path') yield* breakPath(parameter, located)
    if (parameter.in === 'header') yield* breakHeader(parameter, located)
  }
  yield* breakCredentials(located)
  yield* breakRequestBody(located)
}

function* breakQuery(parameter: Parameter, { operation, interaction, url, schemas }: Located): Generator<Attempt> {
  const { name, node, schema, style, explode } = parameter
  const at = `query ${name}`
  const rule = (keyword: string): Rule => ({ operation, subject: at, node, keyword })
  const query = readPairs(url.search.slice(1))
  const received = query.get(name) ?? []
  if (parameter.required && received.length > 0)
    yield attempt(rule('required'), 'missing-parameter', at, 'no such parameter', withQuery(interaction, name, []))
  const otherCase = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase()
  if (otherCase !== name && !operation.parameters.some((other) => other.in === 'query' && other.name === otherCase))
    yield attempt(
      { ...rule('query'), subject: 'request', node: operation.node },
      'undocumented-parameter',
      `query ${otherCase}`,
      'a name in another case',
      withQuery(interaction, otherCase, received.length > 0 ? received : ['1']),
    )
  const breaking = { schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter' } as const
  if (style === 'deepObject' && schema) yield* breakDeepObject(parameter, schema, query, interaction, breaking)
  const types = findTextType(schema, schemas.index).types
  if (style === 'deepObject' || (types.has('object') && explode)) return
  const broken = (way: string, texts: readonly string[]) =>
    attempt(rule(way), 'invalid-parameter', at, way, withQuery(interaction, name, texts))
  for (const text of ['%zz', '%E0%A4']) yield broken(`the escape ${text}, which is none`, [text])
  const [first = '1'] = received
  if (!types.has('array') && !types.has('object')) yield broken('the parameter twice', [first, first])
  yield* breakSerialized(parameter, received, {
    ...{ ...breaking, at, isEncoded: true },
    send: (texts) => withQuery(interaction, name, texts),
  })
}

/** Of deep objects, properties that are one value or a list; how others are written is not said. */
function* breakDeepObject(
  { name }: Parameter,
  schema: Node,
  query: ReadonlyMap<string, readonly string[]>,
  interaction: Interaction,
  breaking: Omit<Breaking, 'at' | 'toInteraction'>,
): Generator<Attempt> {
  const { index } = breaking.schemas
  const own = [...query].filter(([each]) => each.startsWith(`${name}[`))
  if (own.some(([each]) => each.includes(']['))) return
  const { findProperty } = findTextType(schema, index)
  const members = own.map(([each, texts]) => {
    const key = each.slice(name.length + 1, -1)
    const { items } = findTextType(findProperty(key), index)
    const values = texts.map((text) => toTyped(decodeURIComponent(text), items ?? findProperty(key), index))
    return [key, items ? values : values[0]]
  })
  const bare = own.reduce((each, [key]) => withQuery(each, key, []), interaction)
  yield* breakSchema(schema, Object.fromEntries(members), {
    ...breaking,
    at: (pointer) => `query ${name} ${pointer}`.trim(),
    toInteraction(value) {
      const fields = spellFields(value, schema, index)
      if (!fields || fields.length === 0) return undefined
      return fields.reduce((each, [key, text]) => addToQuery(each, `${name}[${key}]`, encodeURIComponent(text)), bare)
    },
  })
}

function* breakPath(
  parameter: Parameter,
  { operation, interaction, url, pathParameters, schemas }: Located,
): Generator<Attempt> {
  const { name, node } = parameter
  const received = pathParameters.get(name)
  if (received === undefined || received === '') return
  const at = `path ${name}`
  const before = url.pathname.lastIndexOf(`/${received}`)
  if (before < 0) return
  const send = (encoded: string) => {
    const changed = new URL(url)
    changed.pathname = `${url.pathname.slice(0, before)}/${encoded}${url.pathname.slice(before + 1 + received.length)}`
    return withRequest(interaction, { url: changed.href })
  }
  yield attempt(
    { operation, subject: at, node, keyword: 'encoding' },
    'invalid-parameter',
    at,
    'an escape that is no UTF-8',
    send('%FF'),
  )
  yield* breakSerialized(parameter, [received], {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at, isEncoded: true },
    // An empty text or one of dots would be another path.
    send: ([text = '']) => (/^\.*$/.test(text) ? undefined : send(text)),
  })
}

function* breakHeader(parameter: Parameter, { operation, interaction, schemas }: Located): Generator<Attempt> {
  const { name, node } = parameter
  const at = `header ${name.toLowerCase()}`
  const headers = withCredentials(interaction, operation.security[0]?.schemes ?? [])
  const received = findHeaders(headers, name)
  const send = (values: readonly string[]) => withRequest(interaction, { headers: withHeader(headers, name, values) })
  if (parameter.required)
    yield attempt(
      { operation, subject: at, node, keyword: 'required' },
      'missing-parameter',
      at,
      'no such header',
      send([]),
    )
  yield* breakSerialized(parameter, received, {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at, isEncoded: false },
    send,
  })
}
