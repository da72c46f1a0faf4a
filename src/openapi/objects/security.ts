import { childrenOf, findChild, findDescendant, findText, type Node } from '../node.js'
import { findEntry } from './unusable.js'

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

/** The security of an operation. */
export interface Security {
  /** Requirements, one of which a request must satisfy; empty if any request is allowed. */
  readonly requirements: readonly SecurityRequirement[]
  /** Requirements that name a scheme that the components do not define, or define in a way that cannot be used. */
  readonly unusable: readonly Node[]
}

/** Reads the security requirements of an operation or, if it has none, of the document. */
export function readSecurity(operation: Node, root: Node, follow: (node: Node) => Node): Security {
  const entry = findEntry(operation, 'security') ?? findEntry(root, 'security')
  if (!entry) return { requirements: [], unusable: [] }
  if (!entry.isUsable) return { requirements: [], unusable: [entry.node] }
  const requirements: SecurityRequirement[] = []
  const unusable: Node[] = []
  for (const [, requirement] of childrenOf(entry.node)) {
    const schemes = childrenOf(requirement).map(([name]) => {
      const scheme = findScheme(root, name)
      return scheme && readScheme(follow(scheme), name)
    })
    if (schemes.every((scheme) => scheme !== undefined)) requirements.push({ node: requirement, schemes })
    else unusable.push(requirement)
  }
  // One of the alternatives is unknown, so a request may satisfy it.
  return { requirements: unusable.length > 0 ? [] : requirements, unusable }
}

/** The security scheme of a name, before its references are followed. */
export function findScheme(root: Node, name: string): Node | undefined {
  return findDescendant(root, ['components', 'securitySchemes', name])
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
