import { appendPointer } from '../text/json-pointer.js'
import type { SourceFile } from './source/file.js'

/** A value of the document and where it stands. */
export interface Node {
  readonly file: SourceFile
  /** JSON Pointer (RFC 6901) in `file`. */
  readonly pointer: string
  readonly value: unknown
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member of an object or the item of an array; `undefined` where there is none. */
export function findChild(node: Node, key: string | number): Node | undefined {
  const { value } = node
  if (Array.isArray(value)) {
    if (!/^(0|[1-9]\d*)$/.test(String(key)) || Number(key) >= value.length) return undefined
    return { file: node.file, pointer: appendPointer(node.pointer, key), value: value[Number(key)] }
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
  return { file: node.file, pointer: appendPointer(node.pointer, key), value: value[key] }
}

/** The node that `keys` lead to, one after the other; `undefined` as soon as one is missing. */
export function findDescendant(node: Node, keys: readonly (string | number)[]): Node | undefined {
  let current: Node | undefined = node
  for (const key of keys) current = current && findChild(current, key)
  return current
}

/** Members of an object or items of an array with their nodes; none for any other value. */
export function childrenOf(node: Node): [key: string, child: Node][] {
  const { value } = node
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([key, child]) => [
    key,
    { file: node.file, pointer: appendPointer(node.pointer, key), value: child },
  ])
}

/** The text at a member, `undefined` when there is none or it is no string. */
export function findText(node: Node, key: string): string | undefined {
  const value = findChild(node, key)?.value
  return typeof value === 'string' ? value : undefined
}

/** Line of a node in its file, counted from 1. */
export function lineOf(node: Node): number {
  return node.file.lineOf(node.pointer)
}

/** Address of a node as findings give it: a JSON Pointer, after `file#` when it is not in the main file. */
export function nodeAddress(node: Node): string {
  return node.file.isMain ? node.pointer : `${node.file.name}#${node.pointer}`
}

/** A key that no other node has. */
export function nodeKey(node: Node): string {
  return `${node.file.uri}#${node.pointer}`
}
