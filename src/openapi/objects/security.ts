import { DocumentError } from '../document-error.js'
import { childrenOf, findChild, findDescendant, findText, type Node, toFileLocation } from '../node.js'

export interface SecurityScheme {
  /** Its key in `components.securitySchemes`. */
  readonly name: string
  readonly type: 'apiKey' | 'http' | 'mutualTLS' | 'oauth2' | 'openIdConnect'
  /** For `http`: `basic`, `bearer`, … in lower case. */
  readonly scheme?: string
  /** For `apiKey`. */
  readonly in?: 'query' | 'header' | 'cookie'
  /** For `apiKey`: the name of the parameter, header or cookie. */
  readonly parameter?: string
  readonly node: Node
}

/** One alternative for a request: it must satisfy all of these schemes. Without schemes, anonymous access is allowed. */
export interface SecurityRequirement {
  readonly schemes: readonly SecurityScheme[]
  readonly node: Node
}

/**
 * Security requirements, one of which a request must satisfy; empty if any request is allowed.
 *
 * @throws {DocumentError} if the components do not define a scheme.
 */
export function readSecurity(node: Node | undefined, root: Node, follow: (node: Node) => Node): SecurityRequirement[] {
  return (node ? childrenOf(node) : []).map(([, requirement]) => ({
    node: requirement,
    schemes: childrenOf(requirement).map(([name, use]) => {
      const scheme = findDescendant(root, ['components', 'securitySchemes', name])
      if (!scheme) throw unknownSchemeError(use, name)
      return readScheme(follow(scheme), name)
    }),
  }))
}

function readScheme(node: Node, name: string): SecurityScheme {
  const scheme = findText(node, 'scheme')?.toLowerCase()
  const location = findText(node, 'in')
  const parameter = findText(node, 'name')
  return {
    name,
    // The grammar allows only these values.
    type: findChild(node, 'type')?.value as SecurityScheme['type'],
    ...(scheme !== undefined && { scheme }),
    ...(location !== undefined && { in: location as 'query' | 'header' | 'cookie' }),
    ...(parameter !== undefined && { parameter }),
    node,
  }
}

function unknownSchemeError(node: Node, name: string): DocumentError {
  return new DocumentError({
    ...toFileLocation(node),
    code: 'dangling-reference',
    found: JSON.stringify(name),
    expected: 'the name of a security scheme in /components/securitySchemes',
  })
}
