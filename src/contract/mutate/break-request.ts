import type { Parameter, SecurityScheme } from '../../openapi/index.js'
import { findHeaders } from '../headers.js'
import type { Header, Interaction } from '../interaction.js'
import type { Located } from '../located.js'
import { staticTypeOf } from '../schema/static-type.js'
import { type Attempt, attempt, breakSchema, type Rule } from './attempt.js'
import { breakSerialized } from './break-serialized.js'
import { withHeader, withQuery, withRequest } from './edit.js'
import { toJson } from './raw-json.js'
import { newName } from './way.js'

/** Attempts on a request, whose response must be none that a broken request explains. */
export function* breakRequest(located: Located): Generator<Attempt> {
  const { operation, interaction } = located
  const rule = (keyword: string): Rule => ({ operation, subject: 'request', place: operation.place, keyword })
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
  const { name, place, schema, style } = parameter
  const at = `query ${name}`
  const rule = (keyword: string): Rule => ({ operation, subject: at, place, keyword })
  const received = url.searchParams.getAll(name)
  const types = staticTypeOf(schema, schemas.index).types
  if (parameter.required && received.length > 0)
    yield attempt(rule('required'), 'missing-parameter', at, 'no such parameter', withQuery(interaction, name, []))
  const otherCase = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase()
  if (otherCase !== name && !operation.parameters.some((other) => other.in === 'query' && other.name === otherCase))
    yield attempt(
      { ...rule('query'), subject: 'request', place: operation.place },
      'undocumented-parameter',
      `query ${otherCase}`,
      'a name in another case',
      withQuery(interaction, otherCase, received.length > 0 ? received : ['1']),
    )
  if (style === 'deepObject' || types.has('object') || parameter.content) return
  const [text = '1'] = received
  if (!types.has('array'))
    yield attempt(
      rule('once'),
      'invalid-parameter',
      at,
      'the parameter twice',
      withQuery(interaction, name, [text, text]),
    )
  yield* breakSerialized(parameter, received, {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at },
    send: (texts) => withQuery(interaction, name, texts),
  })
}

function* breakPath(
  parameter: Parameter,
  { operation, interaction, url, pathParameters, schemas }: Located,
): Generator<Attempt> {
  const { name, place } = parameter
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
    { operation, subject: at, place, keyword: 'encoding' },
    'invalid-parameter',
    at,
    'an escape that is no UTF-8',
    send('%FF'),
  )
  yield* breakSerialized(parameter, [received], {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at },
    // An empty text or one of dots would be another path.
    send: ([text = '']) => (/^\.*$/.test(text) ? undefined : send(encodeURIComponent(text))),
  })
}

function* breakHeader(parameter: Parameter, { operation, interaction, schemas }: Located): Generator<Attempt> {
  const { name, place } = parameter
  const at = `header ${name.toLowerCase()}`
  const headers = withCredentials(interaction, operation.security[0]?.schemes ?? [])
  const received = findHeaders(headers, name)
  const send = (values: readonly string[]) => withRequest(interaction, { headers: withHeader(headers, name, values) })
  if (parameter.required)
    yield attempt(
      { operation, subject: at, place, keyword: 'required' },
      'missing-parameter',
      at,
      'no such header',
      send([]),
    )
  yield* breakSerialized(parameter, received, {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at },
    send,
  })
}

/** Headers that let a request in: a recording has mostly dropped its own. The credentials are nobody's. */
export function withCredentials({ request }: Interaction, schemes: readonly SecurityScheme[]): Header[] {
  if (request.headers.length > 0) return [...request.headers]
  const credentials = schemes.flatMap(({ type, scheme, in: location, parameter }): Header[] => {
    if (type === 'apiKey' && parameter !== undefined && location === 'header') return [[parameter, 'none']]
    if (type === 'apiKey' && parameter !== undefined && location === 'cookie') return [['cookie', `${parameter}=none`]]
    return type === 'apiKey' || type === 'mutualTLS'
      ? []
      : [['authorization', `${type === 'http' ? scheme : 'bearer'} bm9uZQ==`]]
  })
  return [['accept', '*/*'], ...credentials]
}

function* breakCredentials({ operation, interaction }: Located): Generator<Attempt> {
  const [first] = operation.security
  const scheme = first?.schemes.find(({ type }) => type !== 'mutualTLS')
  if (!first || !scheme || operation.security.some(({ schemes }) => schemes.every(({ type }) => type === 'mutualTLS')))
    return
  const rule: Rule = { operation, subject: 'request', place: first.place, keyword: 'credentials' }
  const headers = withCredentials(interaction, first.schemes)
  // A request without any header would say nothing about headers.
  const kept = withHeader(headers, 'accept', ['*/*'])
  const lacking = (name: string) => withRequest(interaction, { headers: withHeader(kept, name, []) })
  const broken = (at: string, description: string, changed: Interaction) =>
    attempt(rule, 'missing-parameter', at, description, changed)
  if (scheme.type === 'apiKey' && scheme.parameter !== undefined) {
    const at = `${scheme.in} ${scheme.in === 'header' ? scheme.parameter.toLowerCase() : scheme.parameter}`
    const changed =
      scheme.in === 'query'
        ? withQuery(interaction, scheme.parameter, [])
        : lacking(scheme.in === 'header' ? scheme.parameter : 'cookie')
    yield broken(at, 'no credentials', changed)
    return
  }
  yield broken('header authorization', 'no credentials', lacking('authorization'))
  const other = withRequest(interaction, { headers: withHeader(headers, 'authorization', ['Unknown bm9uZQ==']) })
  yield broken('header authorization', 'credentials of another scheme', other)
}

function* breakRequestBody({ operation, interaction, schemas }: Located): Generator<Attempt> {
  const promised = operation.requestBody
  const { body } = interaction.request
  if (!promised) {
    const rule: Rule = { operation, subject: 'request body', place: operation.place, keyword: 'no body' }
    if ((body ?? '') === '')
      yield attempt(rule, 'undocumented-parameter', 'body', 'a body', withRequest(interaction, { body: '{}' }))
    return
  }
  const rule: Rule = { operation, subject: 'request body', place: promised.place, keyword: 'required' }
  if (promised.required)
    yield attempt(rule, 'missing-parameter', 'body', 'no body', withRequest(interaction, { body: '' }))
  const mediaType = promised.content.find(({ name }) => name === 'application/json')
  const value = parse(body)
  if (!mediaType || value === undefined) return
  yield attempt(
    { ...rule, place: mediaType.place, keyword: 'JSON' },
    'invalid-parameter',
    'body',
    'a body that breaks off',
    withRequest(interaction, { body: (body ?? '').trimEnd().slice(0, -1) }),
  )
  if (mediaType.schema)
    yield* breakSchema(mediaType.schema, value, {
      ...{ schemas, operation, direction: 'request', subject: 'request body', code: 'invalid-parameter' },
      at: (pointer) => (pointer === '' ? 'body' : `body ${pointer}`),
      toInteraction: (changed) => withRequest(interaction, { body: toJson(changed) }),
    })
}

function parse(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
