import { childrenOf, findChild, findText, type Node, type Operation } from '../../openapi/index.js'
import { createGlob } from '../waivers/glob.js'
import type { Collector } from './collector.js'
import { findPrefix } from './operations.js'

/**
 * The URLs of one Server Object. Variables with listed values are written out, and `*` stands for any other variable.
 */
interface Address {
  readonly urls: readonly string[]
  readonly defaults: readonly (readonly [name: string, value: string])[]
  readonly node: Node | undefined
}

/** Maximum number of URLs that are written out for one server. */
const maxUrls = 200

/** Compares the servers of an operation. Their order and the names of variables do not matter. */
export function compareServers(collector: Collector, before: Operation, after: Operation): void {
  const at = 'server'
  const [one, other] = [addressesOf(before, after), addressesOf(after, before)]
  const isReached = (url: string, by: readonly Address[]) =>
    by.some(({ urls }) => urls.some((each) => each === url || createGlob(each)(url.replaceAll('*', 'anything'))))
  for (const { urls, node } of one)
    for (const url of urls)
      if (!isReached(url, other))
        collector.add({
          ...{ at, kind: 'removed', breaking: true, before: url, nodes: { before: node ?? before.node } },
          message: `server ${url || '/'} was removed`,
        })
  for (const { urls, node } of other)
    for (const url of urls)
      if (!isReached(url, one))
        collector.add({
          ...{ at, kind: 'added', breaking: false, after: url, nodes: { after: node ?? after.node } },
          message: `new server ${url || '/'}`,
        })
  for (const address of one) {
    const next = other.find(({ urls }) => urls.join() === address.urls.join())
    if (next) compareDefaults(collector, at, address, next)
  }
}

function compareDefaults(collector: Collector, at: string, before: Address, after: Address): void {
  collector.compareWords(at, before.node, after.node, ['description', 'name'])
  for (const [index, [name, value]] of before.defaults.entries()) {
    const [nextName, next] = after.defaults[index] ?? []
    if (nextName === undefined) continue
    if (name !== nextName) collector.addWord({ at, keyword: 'name', before: name, after: nextName })
    if (value !== next)
      collector.add({
        ...{ at, kind: 'changed', breaking: false, keyword: 'default', before: value, after: next },
        message: `default of server variable ${JSON.stringify(nextName)} changed from ${JSON.stringify(value)} to ${JSON.stringify(next)}`,
        nodes: { before: before.node, after: after.node },
      })
  }
}

/** The addresses of an operation. The prefix that only its path has (see `findPrefix`) is added to them. */
function addressesOf(operation: Operation, other: Operation): Address[] {
  const { nodes } = operation.servers
  const prefix = findPrefix(operation, other)
  const addresses = nodes.length === 0 ? [{ urls: [''], defaults: [], node: undefined }] : nodes.map(readAddress)
  return addresses.map(({ urls, ...rest }) => ({ ...rest, urls: urls.map((url) => `${url}${prefix}`) }))
}

function readAddress(node: Node): Address {
  const url = normalise(findText(node, 'url') ?? '')
  const names = [...new Set([...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name))]
  const variables = findChild(node, 'variables')
  const read = names.map((name) => {
    const variable = variables && findChild(variables, name)
    const list = variable && findChild(variable, 'enum')
    return {
      name,
      values: list ? childrenOf(list).map(([, { value }]) => String(value)) : ['*'],
      initial: (variable && findText(variable, 'default')) ?? '',
    }
  })
  const count = read.reduce((product, { values }) => product * values.length, 1)
  const urls = read.reduce<string[]>(
    (all, { name, values }) =>
      all.flatMap((each) => (count > maxUrls ? ['*'] : values).map((value) => each.replaceAll(`{${name}}`, value))),
    [url],
  )
  return {
    urls: urls.map((each) => each.replace(/\/+$/, '')),
    defaults: read.map(({ name, initial }) => [name, initial]),
    node,
  }
}

/**
 * Normalises a URL: scheme and host are not case-sensitive, and the default port is dropped (RFC 3986, 6.2.2.1 and
 * 6.2.3).
 */
function normalise(url: string): string {
  return url
    .replace(/^[^/{}]*:\/\/[^/{}]*/, (start) => start.toLowerCase())
    .replace(/^(http:\/\/[^/]*):80(?=\/|$)|^(https:\/\/[^/]*):443(?=\/|$)/, '$1$2')
    .replace(/(?<!\/)\/+$/, '')
}
