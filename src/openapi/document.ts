import { describeValue } from '../text/describe-value.js'
import { DocumentError } from './document-error.js'
import type { OpenApiVersion } from './grammar/grammar.js'
import { findChild, findText, type Node, rootOf, toFileLocation } from './node.js'
import { type Operation, readOperations } from './objects/operation.js'
import { createProblem, type DocumentProblem } from './problem.js'
import { type OpenFile, resolveDocument } from './references/resolve.js'
import type { SchemaIndex } from './references/schema-index.js'
import { findRuleProblems } from './rules.js'
import type { SourceFile } from './source/file.js'

/** An OpenAPI document in which every reference that can be resolved has been. */
export interface Document {
  /** Path as the caller named it. */
  readonly source: string
  readonly title: string
  /** The version of the OpenAPI Specification that the document follows. */
  readonly openapi: OpenApiVersion
  /** `info.version`. */
  readonly version: string
  /** Everything wrong in the document and in the files that it refers to, by file, then by line. */
  readonly problems: readonly DocumentProblem[]
  /** @internal */
  readonly root: Node
  /** In the document's order. @internal */
  readonly operations: readonly Operation[]
  /** Operations of unknown methods, for paths whose Path Item Object cannot be used, in whole or in part. @internal */
  readonly unusableOperations: readonly Operation[]
  /** Operations of webhooks and callbacks, whose paths are their names. @internal */
  readonly webhooks: readonly Operation[]
  /** @internal */
  readonly schemas: SchemaIndex
  /** The main file and all files that it refers to, directly or through others. @internal */
  readonly files: readonly SourceFile[]
  /** The node itself or, for a Reference Object, the node that its chain of references ends at. @internal */
  follow(node: Node): Node
}

/** @throws {DocumentError} if the file is not an OpenAPI document of a version that is read. */
export function createDocument(main: SourceFile, openFile: OpenFile): Document {
  const root = rootOf(main)
  const openapi = findVersion(root)
  const files = new Set([main])
  const { follow, schemas, problems } = resolveDocument(root, openapi, (path) => {
    const file = openFile(path)
    if (!('expected' in file)) files.add(file)
    return file
  })
  const { operations, unusable, webhooks } = readOperations(root, follow)
  const all = [
    ...[...files].flatMap(findDuplicateKeys),
    ...problems,
    ...findRuleProblems({ root, openapi, operations, schemas, follow }),
  ]
  return {
    source: main.name,
    openapi,
    title: findText(findChild(root, 'info') ?? root, 'title') ?? '',
    version: findText(findChild(root, 'info') ?? root, 'version') ?? '',
    problems: sortProblems(all, [...files]),
    root,
    operations,
    unusableOperations: unusable,
    webhooks,
    schemas,
    files: [...files],
    follow,
  }
}

/** Runs before the grammar is checked, because a document of another version breaks it everywhere. */
function findVersion(root: Node): OpenApiVersion {
  const node = findChild(root, 'openapi')
  // An unquoted `3.1` is a number.
  const version = String(node?.value ?? '')
  const [, minor] = /^(3\.[012])(?:\.\d+)?(?:-.+)?$/.exec(version) ?? []
  if (minor) return minor as OpenApiVersion
  const swagger = findChild(root, 'swagger')
  throw new DocumentError({
    ...toFileLocation(node ?? swagger ?? root),
    code: 'unsupported-version',
    received: node
      ? `version ${JSON.stringify(version.slice(0, 20))}`
      : swagger
        ? `Swagger ${describeValue(swagger.value)}; @scalar/openapi-upgrader and swagger2openapi convert it`
        : 'no OpenAPI version',
    expected: 'an OpenAPI document of version 3.0, 3.1 or 3.2',
  })
}

/** YAML 1.2.2, 3.2.1.1: keys of a map are unique. RFC 8259, 4: names of an object SHOULD be. */
function findDuplicateKeys({ name, isMain, duplicates }: SourceFile): DocumentProblem[] {
  return duplicates.map((line) =>
    createProblem(
      { file: name, isMain, line },
      {
        code: 'duplicate-key',
        expected: 'every key once',
        received: 'a key twice in one map',
        message: 'duplicate key in a map; the last one counts',
      },
    ),
  )
}

/**
 * The file that an address of `nodeAddress` leads into; `undefined` if the document has no such file. Both a JSON Pointer and the
 * path of another file may begin with a slash and have a `#`.
 */
export function findFileOf(document: Document, address: string): SourceFile | undefined {
  const { root, files } = document
  const other = files.find(({ name, isMain }) => !isMain && address.startsWith(`${name}#`))
  return other ?? (address === '' || address.startsWith('/') ? root.file : undefined)
}

/** The problems by file, in the order of the files, then by line. */
export function sortProblems(problems: readonly DocumentProblem[], files: readonly SourceFile[]): DocumentProblem[] {
  const order = new Map(files.map(({ name }, index) => [name, index]))
  const rank = ({ file }: DocumentProblem) => order.get(file) ?? files.length
  return problems.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line)
}
