import type { Node, Parameter } from '../../../openapi/index.js'
import { readCookies } from '../../../text/header-values.js'
import { readPairs } from '../../../text/percent-encoding.js'
import { toTyped } from '../../bodies/typed-text.js'
import { findHeaders, type Interaction, isRecorded } from '../../interaction/interaction.js'
import type { Located } from '../../locate/located.js'
import { addToQuery, withHeader, withQuery, withRequest } from '../edit.js'
import { findTextType } from '../text-type.js'
import { mutateCredentials, withCredentials } from './credentials.js'
import { newName } from './keywords/keyword-operator.js'
import { type Mutation, mutateSchema, mutation, type Rule, type SchemaTarget } from './mutation.js'
import { mutateRequestBody } from './request-body.js'
import { mutateSerialized, spellFields } from './serialized.js'

/** Yields mutations of a request that was not refused. Findings about a refused request are not reported. */
export function* mutateRequest(located: Located): Generator<Mutation> {
  const { operation, interaction } = located
  const rule = (keyword: string): Rule => ({ operation, subject: 'request', node: operation.node, keyword })
  // A parameter for the whole query allows every name (OAS 3.2, `in: querystring`).
  if (!operation.queryString)
    yield mutation(
      rule('query'),
      'undocumented-parameter',
      `query ${newName}`,
      'an undocumented query parameter',
      withQuery(interaction, newName, ['1']),
    )
  const areHeadersKnown = isRecorded(interaction.request, 'headers')
  for (const parameter of operation.parameters) {
    if (parameter.in === 'query') yield* mutateQuery(parameter, located)
    if (parameter.in === 'path') yield* mutatePath(parameter, located)
    if (parameter.in === 'header' && areHeadersKnown) yield* mutateHeader(parameter, located)
    if (parameter.in === 'cookie' && areHeadersKnown) yield* mutateCookie(parameter, located)
  }
  if (areHeadersKnown) yield* mutateCredentials(located)
  yield* mutateRequestBody(located)
}

function* mutateQuery(parameter: Parameter, { operation, interaction, url, schemas }: Located): Generator<Mutation> {
  const { name, node, schema, style, explode } = parameter
  const at = `query ${name}`
  const rule = (keyword: string): Rule => ({ operation, subject: at, node, keyword })
  const query = readPairs(url.search.slice(1))
  const received = query.get(name) ?? []
  if (parameter.required && received.length > 0)
    yield mutation(rule('required'), 'missing-parameter', at, 'no such parameter', withQuery(interaction, name, []))
  const otherCase = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase()
  if (otherCase !== name && !operation.parameters.some((other) => other.in === 'query' && other.name === otherCase))
    yield mutation(
      { ...rule('query'), subject: 'request', node: operation.node },
      'undocumented-parameter',
      `query ${otherCase}`,
      'a name in another case',
      withQuery(interaction, otherCase, received.length > 0 ? received : ['1']),
    )
  const target = { schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter' } as const
  if (style === 'deepObject' && schema) yield* mutateDeepObject(parameter, schema, query, interaction, target)
  const types = findTextType(schema, schemas.index).types
  if (style === 'deepObject' || (types.has('object') && explode)) return
  const invalid = (operator: string, texts: readonly string[]) =>
    mutation(rule(operator), 'invalid-parameter', at, operator, withQuery(interaction, name, texts))
  for (const text of ['%zz', '%E0%A4']) yield invalid(`the invalid escape ${text}`, [text])
  const [first = '1'] = received
  if (!types.has('array') && !types.has('object')) yield invalid('the parameter twice', [first, first])
  yield* mutateSerialized(parameter, received, {
    ...{ ...target, at, isEncoded: true },
    send: (texts) => withQuery(interaction, name, texts),
  })
}

/**
 * Yields mutations of a `deepObject` whose properties are scalars or arrays. The standard does not say how nested objects are
 * written.
 */
function* mutateDeepObject(
  { name }: Parameter,
  schema: Node,
  query: ReadonlyMap<string, readonly string[]>,
  interaction: Interaction,
  target: Omit<SchemaTarget, 'at' | 'toInteraction'>,
): Generator<Mutation> {
  const { index } = target.schemas
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
  yield* mutateSchema(schema, Object.fromEntries(members), {
    ...target,
    at: (pointer) => `query ${name} ${pointer}`.trim(),
    toInteraction(value) {
      const fields = spellFields(value, schema, index)
      if (!fields || fields.length === 0) return undefined
      return fields.reduce((each, [key, text]) => addToQuery(each, `${name}[${key}]`, encodeURIComponent(text)), bare)
    },
  })
}

function* mutatePath(
  parameter: Parameter,
  { operation, interaction, url, request, schemas }: Located,
): Generator<Mutation> {
  const { name, node } = parameter
  const [received] = request.path.find(({ definition }) => definition === parameter)?.texts ?? []
  if (received === undefined || received === '') return
  const at = `path ${name}`
  const before = url.pathname.lastIndexOf(`/${received}`)
  if (before < 0) return
  const send = (encoded: string) => {
    const changed = new URL(url)
    changed.pathname = `${url.pathname.slice(0, before)}/${encoded}${url.pathname.slice(before + 1 + received.length)}`
    return withRequest(interaction, { url: changed.href })
  }
  yield mutation(
    { operation, subject: at, node, keyword: 'encoding' },
    'invalid-parameter',
    at,
    'an escape that is not UTF-8',
    send('%FF'),
  )
  yield* mutateSerialized(parameter, [received], {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at, isEncoded: true },
    // An empty segment or a segment of dots would make it another path.
    send: ([text = '']) => (/^\.*$/.test(text) ? undefined : send(text)),
  })
}

function* mutateHeader(parameter: Parameter, { operation, interaction, schemas }: Located): Generator<Mutation> {
  const { name, node } = parameter
  const at = `header ${name.toLowerCase()}`
  const headers = withCredentials(interaction, operation.security[0]?.schemes ?? [])
  const received = findHeaders(headers, name)
  const send = (values: readonly string[]) => withRequest(interaction, { headers: withHeader(headers, name, values) })
  if (parameter.required)
    yield mutation(
      { operation, subject: at, node, keyword: 'required' },
      'missing-parameter',
      at,
      'no such header',
      send([]),
    )
  yield* mutateSerialized(parameter, received, {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at, isEncoded: false },
    send,
  })
}

/** Yields mutations of a parameter in the `Cookie` header. Objects are left out, as in the other places. */
function* mutateCookie(parameter: Parameter, { operation, interaction, schemas }: Located): Generator<Mutation> {
  const { name, node, style } = parameter
  const at = `cookie ${name}`
  const headers = withCredentials(interaction, operation.security[0]?.schemes ?? [])
  const cookies = readCookies(findHeaders(headers, 'cookie'))
  const received = cookies.get(name) ?? []
  const send = (texts: readonly string[]) => {
    // RFC 6265, 4.1.1: these characters end a cookie or are not allowed in it. A comma joins the items of a list.
    if (texts.some((text) => /[\s";\\]/.test(text))) return undefined
    const pairs = [...cookies].filter(([each]) => each !== name).concat([[name, [...texts]]])
    const cookie = pairs.flatMap(([each, values]) => values.map((value) => `${each}=${value}`)).join('; ')
    return withRequest(interaction, { headers: withHeader(headers, 'cookie', cookie === '' ? [] : [cookie]) })
  }
  const missing = send([])
  if (parameter.required && received.length > 0 && missing && missing.request.headers.length > 0) {
    const rule = { operation, subject: at, node, keyword: 'required' }
    yield mutation(rule, 'missing-parameter', at, 'no such cookie', missing)
  }
  yield* mutateSerialized(parameter, received, {
    ...{ schemas, operation, direction: 'request', subject: at, code: 'invalid-parameter', at },
    isEncoded: style !== 'cookie',
    send,
  })
}
