import { DocumentError } from './document-error.js'
import type { OpenApiVersion } from './grammar/grammar.js'
import { findChild, findDescendant, findText, type Node, rootOf, toFileLocation } from './node.js'
import { type Operation, readOperations } from './objects/operation.js'
import { type OpenFile, resolveDocument } from './references/resolve.js'
import type { SchemaIndex } from './references/schema-index.js'
import type { SourceFile } from './source/file.js'

/** A valid OpenAPI 3.1 document in which every reference has been resolved. */
export interface Document {
  /** Path as the caller named it. */
  readonly source: string
  readonly title: string
  /** The version of the OpenAPI Specification that the document follows. */
  readonly openapi: OpenApiVersion
  /** `info.version`. */
  readonly version: string
  /** @internal */
  readonly root: Node
  /** In the document's order. @internal */
  readonly operations: readonly Operation[]
  /** @internal */
  readonly schemas: SchemaIndex
  /** The main file and all files that it refers to, directly or through others. @internal */
  readonly files: readonly SourceFile[]
  /** The node itself or, for a Reference Object, the node that its chain of references ends at. @internal */
  follow(node: Node): Node
}

/** @throws {DocumentError} if the file is not a valid OpenAPI 3.1 document. */
export function createDocument(main: SourceFile, openFile: OpenFile): Document {
  const root = rootOf(main)
  const openapi = findVersion(root)
  const files = new Set([main])
  const { follow, schemas } = resolveDocument(main, openapi, (path) => {
    const file = openFile(path)
    if (typeof file !== 'string') files.add(file)
    return file
  })
  const operations = readOperations(root, follow)
  requireUniqueIds(operations)
  return {
    source: main.name,
    openapi,
    title: text(findDescendant(root, ['info', 'title'])),
    version: text(findDescendant(root, ['info', 'version'])),
    root,
    operations,
    schemas,
    files: [...files],
    follow,
  }
}

/** Runs before the grammar is checked, because a document of another version breaks it everywhere. */
function findVersion(root: Node): OpenApiVersion {
  const other =
    findText(root, 'swagger') ??
    findText(root, 'openapi') ??
    String(findChild(root, 'openapi')?.value ?? findChild(root, 'swagger')?.value ?? '')
  if (/^3\.1\.\d+(-.+)?$/.test(other) && findText(root, 'openapi') !== undefined) return '3.1'
  const node = findChild(root, 'openapi') ?? findChild(root, 'swagger') ?? root
  throw new DocumentError({
    ...toFileLocation(node),
    code: 'unsupported-version',
    found: other === '' ? 'no OpenAPI version' : `version ${JSON.stringify(other.slice(0, 20))}`,
    expected: 'an OpenAPI document of version 3.1.x',
  })
}

/** OAS 3.1, Operation Object: the id must be unique among all operations. */
function requireUniqueIds(operations: readonly Operation[]): void {
  const seen = new Set<string>()
  for (const { operationId, node } of operations) {
    if (seen.has(operationId)) {
      const at = findChild(node, 'operationId') ?? node
      throw new DocumentError({
        ...toFileLocation(at),
        code: 'invalid-document',
        found: `${JSON.stringify(operationId)} a second time`,
        expected: 'every operationId once',
      })
    }
    seen.add(operationId)
  }
}

function text(node: Node | undefined): string {
  return typeof node?.value === 'string' ? node.value : ''
}
