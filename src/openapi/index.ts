export { type Document, findFileOf, sortProblems } from './document.js'
export { DocumentError, type DocumentErrorCode } from './document-error.js'
export type { OpenApiVersion } from './grammar/grammar.js'
export { parseRegex } from './grammar/regex.js'
export { type FileStore, type LoadOptions, loadDocument, loadStoredDocument, parseDocument } from './load.js'
export {
  childrenAt,
  childrenOf,
  findChild,
  findDescendant,
  findMember,
  findText,
  isDeprecated,
  isObject,
  isUnusable,
  keyOf,
  lineOf,
  type Node,
  nodeAddress,
  nodeKey,
  parentOf,
  unusableChildrenOf,
} from './node.js'
export type { BodyType, Encoding, RequestBody } from './objects/body.js'
export { chooseMediaType } from './objects/choose-media-type.js'
export type { MediaType } from './objects/media-type.js'
export { normalizeMethod } from './objects/method.js'
export type { Operation } from './objects/operation.js'
export type { Parameter, ParameterLocation, ParameterStyle, Serialized } from './objects/parameter.js'
export { chooseResponse, type Response } from './objects/response.js'
export type { SecurityRequirement, SecurityScheme } from './objects/security.js'
export { basePathsOf, parseServers, type Servers } from './objects/server.js'
export { shapeOf, withoutQuery } from './objects/template.js'
export {
  countProblems,
  createNodeProblem,
  type DocumentProblem,
  type DocumentProblemCode,
  documentProblemCodes,
  formatProblem,
} from './problem.js'
export type { Dialect, SchemaIndex, SchemaResource } from './references/schema-index.js'
export { type Candidate, createRouter, queryOfPath, type Route, type Router } from './router.js'
export { parseSourceFile, type SourceFile } from './source/file.js'
