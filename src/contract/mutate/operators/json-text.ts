import type { MediaType } from '../../../openapi/index.js'
import { toPointer } from '../../../text/json-pointer.js'
import type { Located } from '../../locate/located.js'
import { withResponse, withValueAt } from '../edit.js'
import type { Path } from '../groups.js'
import { type RawJson, rawJson, toJson } from '../raw-json.js'
import { type Mutation, mutation, type Rule } from './mutation.js'

/** Yields mutations of the text of a JSON body: text that cannot be parsed, and text with a repeated name. */
export function* mutateJsonText(
  { response: located, operation, interaction }: Located,
  { node }: MediaType,
  text: string,
): Generator<Mutation> {
  const {
    definition: response,
    body: { decoded: body },
  } = located
  if (!response) return
  const rule = (keyword: string): Rule => ({ operation, subject: response.status, node, keyword })
  const unreadable = (keyword: string, description: string, changed: string, at = '') =>
    mutation(rule(keyword), 'unreadable-body', at, description, withResponse(interaction, { body: changed }))
  const trimmed = text.trimEnd()
  if (interaction.request.method !== 'HEAD') yield unreadable('body present', 'an empty body', '')
  if (/^\s*[{["]/.test(text)) yield unreadable('JSON', 'a body that is cut off', trimmed.slice(0, -1))
  yield unreadable('JSON', 'HTML', '<!DOCTYPE html><title>Error</title>')
  yield unreadable('JSON', 'text after the value', `${trimmed} {}`)
  yield unreadable('JSON', 'NaN', 'NaN')
  if (/[^\s{[][}\]]$/.test(trimmed))
    yield unreadable(
      'JSON',
      'a comma before the end',
      trimmed.replace(/.$/s, (end) => `,${end}`),
    )
  for (const { path, members } of findObjects(body?.value)) {
    const at = toPointer([...path, members[0]?.[0] ?? ''])
    const inside = path.length > 0 ? ' inside' : ''
    const repeat = (spell: (name: string) => string) =>
      toJson(withValueAt(body?.value, path, repeatName(members, spell)))
    yield unreadable('names once', `a name twice${inside}`, repeat(JSON.stringify), at)
    yield unreadable('names once', `a name twice, once escaped${inside}`, repeat(spellEscaped), at)
  }
}

/** Finds the first and the last non-empty object of a value, by depth. */
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

/** Returns the text of the object with its first member written twice, with the same value. */
function repeatName(members: readonly [string, unknown][], spell: (name: string) => string): RawJson {
  const texts = members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  const [name = '', value] = members[0] ?? []
  return rawJson(`{${[...texts, `${spell(name)}:${JSON.stringify(value)}`].join()}}`)
}

function spellEscaped(name: string): string {
  const codes = Array.from({ length: name.length }, (_, index) => name.charCodeAt(index).toString(16).padStart(4, '0'))
  return `"${codes.map((code) => `\\u${code}`).join('')}"`
}
