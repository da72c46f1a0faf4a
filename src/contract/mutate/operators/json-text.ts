import type { MediaType } from '../../../openapi/index.js'
import { toPointer } from '../../../text/json-pointer.js'
import type { Located } from '../../locate/located.js'
import { withResponse, withValueAt } from '../edit.js'
import type { Path } from '../groups.js'
import { type RawJson, rawJson, toJson } from '../raw-json.js'
import { type Attempt, attempt, type Rule } from '../score/attempt.js'

/** Attempts on the text of a JSON body: so that it cannot be read, or that a name is in it twice. */
export function* breakText(
  { response, operation, interaction, body }: Located,
  { node }: MediaType,
  text: string,
): Generator<Attempt> {
  if (!response) return
  const rule = (keyword: string): Rule => ({ operation, subject: response.status, node, keyword })
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
