import { childrenOf, findChild, findText, type Place } from './place.js'
import { escapeRegex } from './regex.js'

/** Where operations are found: what a request's URL must begin with. */
export interface Server {
  /** Matches the origin, `undefined` for a server relative to where the document is served. */
  readonly origin?: RegExp
  /** Matches what comes before a path template in a URL's path: nothing, or steps without a slash at the end. */
  readonly basePath: RegExp
}

const root: Server = { basePath: /^$/ }

/** Servers of the nearest of the given objects that names any (OAS 3.1, 4.8.9 and 4.8.10); without any, `/`. */
export function readServers(owners: readonly Place[]): readonly Server[] {
  for (const owner of owners) {
    const servers = childrenOf(findChild(owner, 'servers') ?? { ...owner, value: undefined })
    if (servers.length > 0) return servers.map(([, server]) => readServer(server))
  }
  return [root]
}

function readServer(place: Place): Server {
  const url = findText(place, 'url') ?? '/'
  const [, origin, path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? []
  // A relative server such as `./v1` or `v1` stands beside the document, of whose own path nothing is known.
  const steps = path.replace(/^\.?\//, '').replace(/\/+$/, '')
  const isAbsolutePath = origin !== undefined || path.startsWith('/')
  const prefix = steps === '' ? '' : `/${toSource(steps, place)}`
  return {
    ...(origin !== undefined && { origin: new RegExp(`^${toSource(origin, place)}$`, 'i') }),
    basePath: new RegExp(`^${isAbsolutePath ? '' : '(?:/[^/]+)*?'}${prefix}$`),
  }
}

/** A variable stands for its values where they are listed, for anything otherwise. */
function toSource(template: string, place: Place): string {
  return template
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (!part.startsWith('{')) return escapeRegex(part)
      const variable = childrenOf(findChild(place, 'variables') ?? place).find(([name]) => `{${name}}` === part)?.[1]
      const values = variable ? childrenOf(findChild(variable, 'enum') ?? { ...variable, value: [] }) : []
      return values.length > 0 ? `(?:${values.map(([, { value }]) => escapeRegex(String(value))).join('|')})` : '.*?'
    })
    .join('')
}
