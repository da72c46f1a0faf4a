export type { BodyType, Encoding, RequestBody } from './body.js'
export type { MediaType } from './content.js'
export type { Document } from './document.js'
export { DocumentError, type DocumentErrorCode } from './document-error.js'
export { appendPointer, parsePointer, toPointer } from './json-pointer.js'
export { skipSpace, tokenEnd } from './json-token.js'
export { createLineFinder } from './line-finder.js'
export { loadDocument, parseDocument } from './load.js'
export { chooseMediaType, isJson, type MediaTypeName, parseMediaType } from './media-type.js'
export type { Operation } from './operation.js'
export type { Parameter, ParameterLocation, ParameterStyle, Serialized } from './parameter.js'
export {
  addressOf,
  childrenOf,
  findChild,
  findDescendant,
  findText,
  isObject,
  keyOf,
  lineOf,
  type Place,
} from './place.js'
export { escapeRegex, parseRegex } from './regex.js'
export { chooseResponse, type Response } from './response.js'
export { createRouter, type Route, type Router } from './router.js'
export type { SchemaIndex, SchemaResource } from './schema-index.js'
export type { SecurityRequirement, SecurityScheme } from './security.js'
export type { Server } from './server.js'
export { parseSourceFile, type SourceFile } from './source-file.js'
