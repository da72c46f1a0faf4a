import { DocumentError } from '../document-error.js'
import { childrenOf, findChild, findDescendant, findText, type Node, toFilePlace } from '../node.js'

export interface SecurityScheme {
  /** Name among the components. */
  readonly name: string
  readonly type: 'apiKey' | 'http' | 'mutualTLS' | 'oauth2' | 'openIdConnect'
  /** Of `http`: `basic`, `bearer`, … in lower case. */
  readonly scheme?: string
  /** Of `apiKey`. */
  readonly in?: 'query' | 'header' | 'cookie'
  /** Of `apiKey`: the parameter's name. */
  readonly parameter?: string
  readonly node: Node
}

/** One way to be let in: all of its schemes together. No scheme: nobody is asked. */
export interface SecurityRequirement {
  readonly schemes: readonly SecurityScheme[]
  readonly node: Node
}

/**
 * Requirements of which one must be met; none when nothing is asked for.
 *
 * @throws {DocumentError} for a scheme that the components do not define.
 */
export function readSecurity(node: Node | undefined, root: Node, follow: (node: Node) => Node): SecurityRequirement[] {
  return (node ? childrenOf(node) : []).map(([, requirement]) => ({
    node: requirement,
    schemes: childrenOf(requirement).map(([name, use]) => {
      const scheme = findDescendant(root, ['components', 'securitySchemes', name])
      if (!scheme) throw unknownScheme(use, name)
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
    // The grammar allows these values alone.
    type: findChild(node, 'type')?.value as SecurityScheme['type'],
    ...(scheme !== undefined && { scheme }),
    ...(location !== undefined && { in: location as 'query' | 'header' | 'cookie' }),
    ...(parameter !== undefined && { parameter }),
    node,
  }
}

function unknownScheme(node: Node, name: string): DocumentError {
  return new DocumentError({
    ...toFilePlace(node),
    code: 'dangling-reference',
    found: JSON.stringify(name),
    expected: 'the name of a security scheme in /components/securitySchemes',
  })
}
