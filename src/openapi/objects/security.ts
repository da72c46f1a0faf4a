import { DocumentError } from '../document-error.js'
import { childrenOf, findChild, findDescendant, findText, lineOf, type Place } from '../node.js'

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
  readonly place: Place
}

/** One way to be let in: all of its schemes together. No scheme: nobody is asked. */
export interface SecurityRequirement {
  readonly schemes: readonly SecurityScheme[]
  readonly place: Place
}

/**
 * Requirements of which one must be met; none when nothing is asked for.
 *
 * @throws {DocumentError} for a scheme that the components do not define.
 */
export function readSecurity(
  place: Place | undefined,
  root: Place,
  follow: (place: Place) => Place,
): SecurityRequirement[] {
  return (place ? childrenOf(place) : []).map(([, requirement]) => ({
    place: requirement,
    schemes: childrenOf(requirement).map(([name, use]) => {
      const scheme = findDescendant(root, ['components', 'securitySchemes', name])
      if (!scheme) throw unknownScheme(use, name)
      return readScheme(follow(scheme), name)
    }),
  }))
}

function readScheme(place: Place, name: string): SecurityScheme {
  const scheme = findText(place, 'scheme')?.toLowerCase()
  const location = findText(place, 'in')
  const parameter = findText(place, 'name')
  return {
    name,
    // The grammar allows these values alone.
    type: findChild(place, 'type')?.value as SecurityScheme['type'],
    ...(scheme !== undefined && { scheme }),
    ...(location !== undefined && { in: location as 'query' | 'header' | 'cookie' }),
    ...(parameter !== undefined && { parameter }),
    place,
  }
}

function unknownScheme(place: Place, name: string): DocumentError {
  return new DocumentError({
    code: 'dangling-reference',
    file: place.file.name,
    line: lineOf(place),
    pointer: place.pointer,
    found: JSON.stringify(name),
    expected: 'the name of a security scheme in /components/securitySchemes',
  })
}
