import { findChild, findText, type Place } from '../node.js'
import { type MediaType, readContent } from './media-type.js'

export type ParameterLocation = 'query' | 'header' | 'path' | 'cookie'

/** OAS 3.1, Parameter Object, Style Values. */
export type ParameterStyle = 'matrix' | 'label' | 'form' | 'simple' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject'

/** How a value is written and what it must be: what Parameter and Header Objects have in common. */
export interface Serialized {
  readonly name: string
  readonly required: boolean
  readonly style: ParameterStyle
  readonly explode: boolean
  readonly schema?: Place
  /** Instead of `schema`: the value is text of this media type. */
  readonly content?: MediaType
  readonly place: Place
}

export interface Parameter extends Serialized {
  readonly in: ParameterLocation
  /** An empty value may stand for any (OAS 3.1: only in the query). */
  readonly allowEmptyValue: boolean
}

/** Reads a Parameter Object that the grammar has allowed; defaults filled in. */
export function readParameter(place: Place, follow: (place: Place) => Place): Parameter {
  // The grammar allows these four alone.
  const location = findText(place, 'in') as ParameterLocation
  const defaultStyle = location === 'query' || location === 'cookie' ? 'form' : 'simple'
  const name = findText(place, 'name') ?? ''
  return {
    ...readSerialized(place, name, defaultStyle, follow),
    in: location,
    allowEmptyValue: findChild(place, 'allowEmptyValue')?.value === true,
  }
}

/** Reads a Header Object that the grammar has allowed. */
export function readHeader(place: Place, name: string, follow: (place: Place) => Place): Serialized {
  return readSerialized(place, name, 'simple', follow)
}

/** Reads what Parameter, Header and Encoding Objects say alike. */
export function readSerialized(
  place: Place,
  name: string,
  defaultStyle: ParameterStyle,
  follow: (place: Place) => Place,
): Serialized {
  // The grammar allows the styles alone.
  const style = (findText(place, 'style') as ParameterStyle | undefined) ?? defaultStyle
  const explode = findChild(place, 'explode')?.value
  const schema = findChild(place, 'schema')
  const [content] = readContent(findChild(place, 'content'), follow)
  return {
    name,
    required: findChild(place, 'required')?.value === true,
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    ...(schema && { schema }),
    ...(content && { content }),
    place,
  }
}
