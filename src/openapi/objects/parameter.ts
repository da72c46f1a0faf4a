import { findChild, findText, type Node } from '../node.js'
import { type MediaType, readContent } from './media-type.js'
import { unusableIn } from './unusable.js'

/** `querystring` is one of OAS 3.2. */
export type ParameterLocation = 'query' | 'querystring' | 'header' | 'path' | 'cookie'

/** OAS 3.1, Parameter Object, Style Values; `cookie` is one of 3.2. */
export type ParameterStyle =
  | 'matrix'
  | 'label'
  | 'form'
  | 'simple'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  | 'cookie'

/** What Parameter and Header Objects have in common: how a value is serialized, and its schema. */
export interface Serialized {
  readonly name: string
  readonly required: boolean
  readonly style: ParameterStyle
  readonly explode: boolean
  readonly schema?: Node
  /** Used instead of `schema`: the value is text of this media type. */
  readonly content?: MediaType
  readonly node: Node
  /** Members that cannot be used. */
  readonly unusable: readonly Node[]
}

export interface Parameter extends Serialized {
  readonly in: ParameterLocation
  /** Whether an empty value is always valid (OAS 3.1: in the query only). */
  readonly allowEmptyValue: boolean
}

/** Reads a usable Parameter Object and fills in defaults. */
export function readParameter(node: Node, follow: (node: Node) => Node): Parameter {
  // The grammar allows only these.
  const location = findText(node, 'in') as ParameterLocation
  const defaultStyle = location === 'query' || location === 'cookie' ? 'form' : 'simple'
  const name = findText(node, 'name') ?? ''
  return {
    ...readSerialized(node, name, defaultStyle, follow),
    in: location,
    allowEmptyValue: findChild(node, 'allowEmptyValue')?.value === true,
  }
}

/** Reads a usable Header Object. */
export function readHeader(node: Node, name: string, follow: (node: Node) => Node): Serialized {
  return readSerialized(node, name, 'simple', follow)
}

/** Reads what Parameter, Header and Encoding Objects have in common. */
export function readSerialized(
  node: Node,
  name: string,
  defaultStyle: ParameterStyle,
  follow: (node: Node) => Node,
): Serialized {
  // The grammar allows only these styles.
  const style = (findText(node, 'style') as ParameterStyle | undefined) ?? defaultStyle
  const explode = findChild(node, 'explode')?.value
  const schema = findChild(node, 'schema')
  const [content] = readContent(findChild(node, 'content'), follow)
  return {
    name,
    required: findChild(node, 'required')?.value === true,
    style,
    // OAS 3.2: `true` for `cookie`, too.
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    ...(schema && { schema }),
    ...(content && { content }),
    node,
    unusable: [...unusableIn(node), ...(content?.unusable ?? [])],
  }
}
