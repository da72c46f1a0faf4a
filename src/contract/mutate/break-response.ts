import { findChild, isJson, type MediaType, parseMediaType, type Serialized, toPointer } from '../../openapi/index.js'
import { findHeaders } from '../headers.js'
import type { Interaction } from '../interaction.js'
import type { Located } from '../located.js'
import { type Attempt, attempt, breakSchema, type Rule } from './attempt.js'
import { breakSerialized, spell } from './break-serialized.js'
import { withHeader, withResponse, withValueAt } from './edit.js'
import type { Path } from './groups.js'
import { type RawJson, rawJson, toJson } from './raw-json.js'

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

function contentTypeOf({ response }: Interaction) {
  return parseMediaType(findHeaders(response.headers, 'content-type')[0] ?? '')
}

function isJsonResponse(interaction: Interaction): boolean {
  const name = contentTypeOf(interaction)
  return name !== undefined && isJson(name)
}

function* breakContentType({ response, mediaType, operation, interaction }: Located): Generator<Attempt> {
  if (!response) return
  const { headers, body } = interaction.response
  const at = 'header content-type'
  const rule = (keyword: string, place = findChild(response.place, 'content') ?? response.place): Rule => ({
    operation,
    subject: response.status,
    place,
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
  const others = ['text/html; charset=utf-8', 'application/xml', 'application/json', 'image/png', 'text/plain']
  const other = others.find((value) => !response.content.some(({ name }) => describes(name, value)))
  const [received = ''] = findHeaders(headers, 'content-type')
  if (other) yield attempt(rule('content type'), 'undocumented-content-type', at, `content type ${other}`, typed(other))
  yield attempt(rule('content type'), 'undocumented-content-type', at, 'a content type that is none', typed('json'))
  yield attempt(rule('content type'), 'undocumented-content-type', at, 'two content types', typed(received, received))
  yield attempt(rule('content type present'), 'missing-content-type', at, 'no content type', typed())
  if (!isJsonResponse(interaction)) return
  const [name = ''] = received.split(';')
  for (const charset of ['iso-8859-1', 'utf-16'])
    yield attempt(
      rule('charset', mediaType.place),
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

function* breakText(
  { response, operation, interaction, body }: Located,
  { place }: MediaType,
  text: string,
): Generator<Attempt> {
  if (!response) return
  const rule = (keyword: string): Rule => ({ operation, subject: response.status, place, keyword })
  const broken = (keyword: string, description: string, changed: string, at = '') =>
    attempt(rule(keyword), 'unreadable-body', at, description, withResponse(interaction, { body: changed }))
  const trimmed = text.trimEnd()
  if (operation.method !== 'HEAD') yield broken('body present', 'an empty body', '')
  if (/^\s*[{["]/.test(text)) yield broken('JSON', 'a body that breaks off', trimmed.slice(0, -1))
  yield broken('JSON', 'HTML', '<!DOCTYPE html><title>Error</title>')
  yield broken('JSON', 'text after the value', `${trimmed} {}`)
  yield broken('JSON', 'NaN', 'NaN')
  if (/[^\s{[][}\]]$/.test(trimmed))
    yield broken(
      'JSON',
      'a comma before the end',
      trimmed.replace(/.$/s, (end) => `,${end}`),
    )
  for (const { path, members } of findObjects(body?.value)) {
    const at = toPointer([...path, members[0]?.[0] ?? ''])
    const inside = path.length > 0 ? ' inside' : ''
    const repeat = (spell: (name: string) => string) =>
      toJson(withValueAt(body?.value, path, repeatName(members, spell)))
    yield broken('names once', `a name twice${inside}`, repeat(JSON.stringify), at)
    yield broken('names once', `a name twice, once escaped${inside}`, repeat(spellEscaped), at)
  }
}

/** Objects that have members: the outermost, and the last of those nearest to it. */
function findObjects(root: unknown): { path: Path; members: [string, unknown][] }[] {
  const found: { path: Path; members: [string, unknown][] }[] = []
  const pending: { path: Path; value: unknown }[] = [{ path: [], value: root }]
  for (const { path, value } of pending) {
    if (pending.length > 1000) break
    if (typeof value !== 'object' || value === null) continue
    const isArray = Array.isArray(value)
    const members = Object.entries(value)
    if (!isArray && members.length > 0) found.push({ path, members })
    for (const [name, child] of members) pending.push({ path: [...path, isArray ? Number(name) : name], value: child })
  }
  return [...new Set([found.at(0), found.at(-1)])].filter((each) => each !== undefined)
}

/** An object that has its first member twice, with the same value. */
function repeatName(members: readonly [string, unknown][], spell: (name: string) => string): RawJson {
  const texts = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  const [name = '', value] = members[0] ?? []
  return rawJson(`{${[...texts, `${spell(name)}:${JSON.stringify(value)}`].join()}}`)
}

function spellEscaped(name: string): string {
  const codes = Array.from({ length: name.length }, (_, index) => name.charCodeAt(index).toString(16).padStart(4, '0'))
  return `"${codes.map((code) => `\\u${code}`).join('')}"`
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
      { operation, subject, place: header.place, keyword: 'required' },
      'missing-header',
      at,
      'no such header',
      sent([]),
    )
  yield* breakSerialized(header, received, {
    ...{ schemas, operation, direction: 'response', subject, code: 'invalid-header', at },
    send: sent,
  })
}
