import { appendPointer } from '../text/json-pointer.js'
import type { SourceFile } from './source/file.js'
import type { FilePlace } from './source/unreadable.js'

/**
 * A value of the document and where it stands.
 *
 * Below `rootOf` a file there is one `Place` for each object, array and boolean, which may all be schemas or hold some:
 * they can be compared and be keys of a `Map`.
 */
export interface Node {
  readonly file: SourceFile
  /** JSON Pointer (RFC 6901) in `file`. */
  readonly pointer: string
  readonly value: unknown
}

/** A node that knows those around it. Its methods, not functions, look at its fields: two copies of this module may meet. */
class TreePlace implements Node {
  readonly file: SourceFile
  readonly pointer: string
  readonly value: unknown
  readonly #parent: Node | undefined
  #children: Map<string, Node> | undefined

  constructor(file: SourceFile, pointer: string, value: unknown, parent: Node | undefined) {
    this.file = file
    this.pointer = pointer
    this.value = value
    this.#parent = parent
  }

  parent(): Node | undefined {
    return this.#parent
  }

  /** The same each time when the value may be a schema or hold one. */
  child(key: string, value: unknown): Node {
    const known = this.#children?.get(key)
    if (known) return known
    const child = new TreePlace(this.file, appendPointer(this.pointer, key), value, this)
    if (typeof value === 'object' || typeof value === 'boolean') {
      this.#children ??= new Map()
      this.#children.set(key, child)
    }
    return child
  }
}

function isInTree(node: Node): node is TreePlace {
  return 'child' in node
}

function childAt(node: Node, key: string, value: unknown): Node {
  if (isInTree(node)) return node.child(key, value)
  return new TreePlace(node.file, appendPointer(node.pointer, key), value, node)
}

const roots = new WeakMap<SourceFile, Node>()

/** The whole of a file. */
export function rootOf(file: SourceFile): Node {
  const root = roots.get(file) ?? new TreePlace(file, '', file.root, undefined)
  roots.set(file, root)
  return root
}

/** The object or array that a node was found in; `undefined` of a file's root. */
export function parentOf(node: Node): Node | undefined {
  return isInTree(node) ? node.parent() : undefined
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The member of an object or the item of an array; `undefined` where there is none. */
export function findChild(node: Node, key: string | number): Node | undefined {
  const { value } = node
  if (Array.isArray(value)) {
    if (!/^(0|[1-9]\d*)$/.test(String(key)) || Number(key) >= value.length) return undefined
    return childAt(node, String(key), value[Number(key)])
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
  return childAt(node, String(key), value[key])
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
  return Object.entries(value).map(([key, child]) => [key, childAt(node, key, child)])
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

/** A node as errors name it. */
export function toFilePlace(node: Node): FilePlace {
  return { file: node.file.name, isMain: node.file.isMain, line: lineOf(node), pointer: node.pointer }
}

/** Address of a node as findings give it: a JSON Pointer, after `file#` when it is not in the main file. */
export function nodeAddress(node: Node): string {
  return node.file.isMain ? node.pointer : `${node.file.name}#${node.pointer}`
}

/** A key that no other node has. */
export function nodeKey(node: Node): string {
  return `${node.file.uri}#${node.pointer}`
}
