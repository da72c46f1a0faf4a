import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'

/** TypeScript source of the document's paths, components and operations, as openapi-typescript writes it, each component's alias described. */
export async function generateTypes(documentUrl: URL, document: unknown): Promise<string> {
  const nodes = await openapiTS(documentUrl, {
    // A default of the server's does not make a property present in the response.
    defaultNonNullable: false,
    // `type: object` without properties is an object with unknown content, not an empty one.
    emptyObjectsUnknown: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
  })
  return COMMENT_HEADER + describeAliases(astToString(nodes), document)
}

/** openapi-typescript describes a component where it stands, not the alias by which it is imported. */
function describeAliases(source: string, document: unknown): string {
  return source.replaceAll(/^export type \w+ = components\['(\w+)'\]\['(\w+)'\];$/gm, (alias, kind, name) => {
    const component = ['components', kind, name].reduce<unknown>(childOf, document)
    const description = childOf(component, 'description')
    if (typeof description !== 'string') return alias
    // `@interface`: typedoc shows the properties, not the alias. It cannot do so for a union.
    const isUnion = ['anyOf', 'oneOf'].some((keyword) => childOf(component, keyword) !== undefined)
    return `/**\n * ${toComment(description)}\n${isUnion ? '' : ' * @interface\n'} */\n${alias}`
  })
}

const childOf = (parent: unknown, key: string): unknown =>
  typeof parent === 'object' && parent !== null ? Object.entries(parent).find(([name]) => name === key)?.[1] : undefined

const toComment = (text: string): string => text.trim().replaceAll('*/', '*\\/').replaceAll('\n', '\n * ')
