const header = `// This file was generated from openapi/room-sessions.yaml by \`npm run generate\`.
// Do not make direct changes to the file.

/**
 * The OpenAPI document of SignalWire's room sessions, room recordings and video logs, as data.
 *
 * @packageDocumentation
 */

/** An OpenAPI 3.1 document as data. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown }
  readonly paths: { readonly [path: string]: { readonly [key: string]: unknown } }
  readonly components: { readonly [kind: string]: { readonly [name: string]: unknown } }
  readonly [key: string]: unknown
}

/** The OpenAPI 3.1 document of the Room Sessions operations, as \`openapi/room-sessions.yaml\` has it: references unresolved. */
export const document: OpenApiDocument = `

/** TypeScript source that holds the document as a value. */
export function generateDocumentData(data: unknown): string {
  return `${header}${JSON.stringify(data, null, 2)}\n\nexport default document\n`
}
