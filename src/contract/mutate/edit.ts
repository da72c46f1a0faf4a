import { readPairs } from '../../text/percent-encoding.js'
import type { Header, Interaction } from '../interaction/interaction.js'

/** Returns a copy of a value with another value at a path. */
export function withValueAt(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
  const [token, ...rest] = path
  if (token === undefined) return replacement
  if (Array.isArray(value)) {
    const items: unknown[] = [...value]
    items[Number(token)] = withValueAt(items[Number(token)], rest, replacement)
    return items
  }
  const members = Object.entries(typeof value === 'object' && value !== null ? value : {})
  const [, own] = members.find(([name]) => name === token) ?? []
  // `fromEntries` defines own properties, even one named `__proto__`. A duplicate name keeps its first place.
  return Object.fromEntries([...members, [token, withValueAt(own, rest, replacement)]])
}

/** Returns the value at a path; `undefined` if there is no value. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((each, token) => {
    if (typeof each !== 'object' || each === null || !Object.hasOwn(each, token)) return undefined
    // The check above ensures that it is an object or array with this member.
    return (each as Readonly<Record<string | number, unknown>>)[token]
  }, value)
}

export function withResponse(interaction: Interaction, changes: Partial<Interaction['response']>): Interaction {
  return { ...interaction, response: { ...interaction.response, ...changes } }
}

export function withRequest(interaction: Interaction, changes: Partial<Interaction['request']>): Interaction {
  return { ...interaction, request: { ...interaction.request, ...changes } }
}

/** Returns headers in which a name has these values in place of its own. */
export function withHeader(headers: readonly Header[], name: string, values: readonly string[]): Header[] {
  const others = headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase())
  return [...others, ...values.map((value): Header => [name, value])]
}

/** Returns the interaction with these percent-encoded values for a query parameter, in place of its own. */
export function withQuery(interaction: Interaction, name: string, values: readonly string[]): Interaction {
  const url = new URL(interaction.request.url)
  const others = url.search.slice(1).split('&')
  url.search = others.filter((pair) => pair !== '' && !readPairs(pair).has(name)).join('&')
  return values.reduce((each, value) => addToQuery(each, name, value), withRequest(interaction, { url: url.href }))
}

/** Returns the interaction with one more percent-encoded value in the query. */
export function addToQuery(interaction: Interaction, name: string, value: string): Interaction {
  const url = new URL(interaction.request.url)
  url.search = `${url.search}${url.search === '' ? '' : '&'}${encodeURIComponent(name)}=${value}`
  return withRequest(interaction, { url: url.href })
}
