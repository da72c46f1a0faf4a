import type { BodyType, Operation, Parameter } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { decodeIfPossible, readPairs } from '../../text/percent-encoding.js'
import type { Decoded } from '../bodies/decoded.js'
import { decodeForm } from '../bodies/form.js'
import type { Reader } from '../bodies/readings.js'
import { decodeSerialized, findUndecodable } from '../bodies/serialized-value.js'
import type { LocatedValue } from './located.js'

const formType = 'application/x-www-form-urlencoded'

/**
 * Locates the whole query as the value of one parameter.
 *
 * OAS 3.2, Parameter Object: a parameter in `querystring` describes the whole query, with the media type of its `content`.
 *
 * @param query the query without `?`, still encoded
 * @param credentials names of API keys, which are left out of a form
 */
export function locateQueryString(
  { parameter, body }: NonNullable<Operation['queryString']>,
  query: string,
  credentials: readonly string[],
  schemas: SchemaEngine,
): LocatedValue<Parameter> {
  const located = { definition: parameter, at: `querystring ${parameter.name}`, isSpread: true }
  const isForm = body?.name.split(';', 1)[0]?.trim().toLowerCase() === formType
  const text = isForm ? withoutPairs(query, credentials) : query
  if (text === '') return { ...located, texts: [], decoded: [] }
  const reader = { schemas, direction: 'request' } as const
  const decoded =
    isForm && !findUndecodable([text])
      ? decodePairs(text, body, reader)
      : [decodeSerialized(parameter, [text], { ...reader, encoding: 'percent' })]
  return { ...located, texts: [text], decoded }
}

/** Returns the object of a form or, if it cannot be decoded, what is wrong with its texts. */
function decodePairs(text: string, body: BodyType, reader: Reader): Decoded[] {
  const decoding = {
    ...reader,
    unreadable: 'invalid-parameter',
    invalid: 'invalid-parameter',
    at: (pointer: string) => pointer,
  } as const
  const fields = [...readPairs(text)].flatMap(([name, texts]) => texts.map((each) => ({ name, text: each })))
  const { decoded, findings } = decodeForm(fields, body, true, decoding)
  return decoded ? [decoded] : findings.map(({ expected, received, message }) => ({ expected, received, message }))
}

function withoutPairs(query: string, names: readonly string[]): string {
  const nameOf = (pair: string) => decodeIfPossible(pair.split('=', 1)[0]?.replaceAll('+', ' ') ?? '')
  return query
    .split('&')
    .filter((pair) => !names.includes(nameOf(pair)))
    .join('&')
}
