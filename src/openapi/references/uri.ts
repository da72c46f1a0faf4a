import { fileURLToPath } from 'node:url'
import { parsePointer } from '../../text/json-pointer.js'
import { decodePercent } from '../../text/percent-encoding.js'
import { parseUrl } from '../../text/url.js'
import { findMember, type Node } from '../node.js'

/** The absolute URI of a reference; `undefined` if it is not a valid one, or is relative to a base without a hierarchy. */
export function resolveUri(reference: string, base: string): string | undefined {
  return parseUrl(reference, base)?.href
}

/** A URI without its fragment, and the fragment without `#`; empty if the URI has none. */
export function splitFragment(uri: string): { readonly address: string; readonly fragment: string } {
  const hash = uri.indexOf('#')
  return hash < 0 ? { address: uri, fragment: '' } : { address: uri.slice(0, hash), fragment: uri.slice(hash + 1) }
}

/** Whether a fragment is a JSON Pointer rather than the name of an anchor. */
export function isPointer(fragment: string): boolean {
  return fragment === '' || fragment.startsWith('/')
}

/** The node that a percent-encoded JSON Pointer in a fragment points to (RFC 6901, 6). */
export function findByPointer(root: Node, fragment: string): Node | undefined {
  const pointer = decodePercent(fragment)
  const tokens = pointer === undefined ? undefined : parsePointer(pointer)
  let node: Node | undefined = root
  for (const token of tokens ?? []) node = node && findMember(node, token)
  return tokens && node
}

/**
 * The path of a `file:` URI; `undefined` for other URIs, and for one with another host, a query, or encoded characters that a
 * path cannot have.
 */
export function toFilePath(uri: string): string | undefined {
  if (!uri.startsWith('file:') || uri.includes('?')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    return undefined
  }
}
