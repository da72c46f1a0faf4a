import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'

/** TypeScript source of the document's paths, components and operations, as openapi-typescript writes it. */
export async function generateTypes(documentUrl: URL): Promise<string> {
  const nodes = await openapiTS(documentUrl, {
    // A default of the server's does not make a property present in the response.
    defaultNonNullable: false,
    // `type: object` without properties is an object with unknown content, not an empty one.
    emptyObjectsUnknown: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  })
  return COMMENT_HEADER + astToString(nodes)
}
