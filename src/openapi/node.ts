import { ExactNumber } from '../text/json/exact-number.js'
import { appendPointer, parsePointer } from '../text/json-pointer.js'
import type { SourceFile } from './source/file.js'
import type { FileLocation } from './source/source-errors.js'

/**
 * A value of the document and its location.
 *
 * An object, array or boolean, which may be or hold a schema, has the same `Node` each time it is reached from `rootOf` its
 * file. Such nodes can be compared with `===` and be keys of a `Map`.
 */
export interface Node {
  readonly file: SourceFile
  /** JSON Pointer (RFC 6901) in `file`. */
  readonly pointer: string
  readonly value: unknown
}

/** A node with its parent and children. Only its methods read private fields, because a node may come from a second copy of this module. */
class TreeNode implements Node {
  readonly file: SourceFile
  readonly pointer: string
  readonly value: unknown
  readonly #parent: Node | undefined
  readonly #key: string
  #children: Map<string, Node> | undefined
  #unusable: Map<string, Node> | undefined

  constructor(file: SourceFile, pointer: string, value: unknown, parent: Node | undefined, key: string) {
    this.file = file
    this.pointer = pointer
    this.value = value
    this.#parent = parent
    this.#key = key
  }

  key(): string {
    return this.#key
  }

  parent(): Node | undefined {
    return this.#parent
  }

  /** Returns the same node each time if the value may be or hold a schema. */
  child(key: string, value: unknown): Node {
    const known = this.#children?.get(key)
    if (known) return known
    const child = new TreeNode(this.file, appendPointer(this.pointer, key), value, this, key)
    if (typeof value === 'object' || typeof value === 'boolean') {
      this.#children ??= new Map()
      this.#children.set(key, child)
    }
    return child
  }

  unusable(): ReadonlyMap<string, Node> {
    return this.#unusable ?? none
  }

  addUnusable(key: string, child: Node): void {
    this.#unusable ??= new Map()
    this.#unusable.set(key, child)
  }
}

const none: ReadonlyMap<string, Node> = new Map()

function isInTree(node: Node): node is TreeNode {
  return 'child' in node
}

function childAt(node: Node, key: string, value: unknown): Node {
  if (isInTree(node)) return node.child(key, value)
  return new TreeNode(node.file, appendPointer(node.pointer, key), value, node, key)
}

const roots = new WeakMap<SourceFile, Node>()

/** The root node of a file. */
export function rootOf(file: SourceFile): Node {
  const root = roots.get(file) ?? new TreeNode(file, '', file.root, undefined, '')
  roots.set(file, root)
  return root
}

/** The object or array that contains a node; `undefined` for the root of a file. */
export function parentOf(node: Node): Node | undefined {
  return isInTree(node) ? node.parent() : undefined
}

/** True for an object of JSON. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
}

/**
 * Marks a member or an item that breaks the standard so that it cannot be used. `findChild` and `childrenOf` then leave it
 * out, as if the document did not have it.
 */
export function markUnusable(node: Node): void {
  const parent = parentOf(node)
  if (parent && isInTree(parent)) parent.addUnusable(keyOf(node), node)
}

/** The members and items of a node that `findChild` and `childrenOf` leave out, because they cannot be used. */
export function unusableChildrenOf(node: Node): Node[] {
  return isInTree(node) ? [...node.unusable().values()] : []
}

export function isUnusable(node: Node): boolean {
  const parent = parentOf(node)
  if (parent === undefined || !isInTree(parent)) return false
  const unusable = parent.unusable()
  return unusable.size > 0 && unusable.has(keyOf(node))
}

/** The name of a member or the index of an item; empty for the root of a file. */
export function keyOf(node: Node): string {
  return isInTree(node) ? node.key() : (parsePointer(node.pointer)?.at(-1) ?? '')
}

/** The member of an object or the item of an array; `undefined` if it does not exist or cannot be used. */
export function findChild(node: Node, key: string | number): Node | undefined {
  if (isInTree(node) && node.unusable().has(String(key))) return undefined
  return findMember(node, key)
}

/** Like `findChild`, for members that cannot be used, too. */
export function findMember(node: Node, key: string | number): Node | undefined {
  const { value } = node
  if (Array.isArray(value)) {
    if (!/^(0|[1-9]\d*)$/.test(String(key)) || Number(key) >= value.length) return undefined
    return childAt(node, String(key), value[Number(key)])
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
  return childAt(node, String(key), value[key])
}

/** The node at the path `keys`; `undefined` if it does not exist. */
export function findDescendant(node: Node, keys: readonly (string | number)[]): Node | undefined {
  let current: Node | undefined = node
  for (const key of keys) current = current && findChild(current, key)
  return current
}

/** The usable members of an object or items of an array with their nodes; empty for any other value. */
export function childrenOf(node: Node): [key: string, child: Node][] {
  const { value } = node
  if (typeof value !== 'object' || value === null) return []
  const children = Object.entries(value).map(([key, child]): [string, Node] => [key, childAt(node, key, child)])
  const unusable = isInTree(node) ? node.unusable() : none
  return unusable.size === 0 ? children : children.filter(([key]) => !unusable.has(key))
}

/** The children of the node at the path `keys`; empty if it does not exist. */
export function childrenAt(node: Node, ...keys: readonly (string | number)[]): [key: string, child: Node][] {
  const parent = findDescendant(node, keys)
  return parent ? childrenOf(parent) : []
}

/** The text of a member. A number or boolean in its place is usable too; anything else, or no member, is `undefined`. */
export function findText(node: Node, key: string): string | undefined {
  const value = findChild(node, key)?.value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' ? value : undefined
}

/** True for a part of the document that has `deprecated: true`. */
export function isDeprecated(node: Node): boolean {
  return findChild(node, 'deprecated')?.value === true
}

/** Line of a node in its file, counted from 1. */
export function lineOf(node: Node): number {
  return node.file.lineOf(node.pointer)
}

/** The location of a node, for a `DocumentError`. */
export function toFileLocation(node: Node): FileLocation {
  return { file: node.file.name, isMain: node.file.isMain, line: lineOf(node), pointer: node.pointer }
}

/** The address of a node in findings: its JSON Pointer, with `file#` before it if it is not in the main file. */
export function nodeAddress(node: Node): string {
  return node.file.isMain ? node.pointer : `${node.file.name}#${node.pointer}`
}

/** A text that is unique to a node. */
export function nodeKey(node: Node): string {
  return `${node.file.uri}#${node.pointer}`
}
