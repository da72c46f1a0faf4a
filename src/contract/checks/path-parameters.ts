import type { Check } from '../check.js'
import { makeFinding } from '../make-finding.js'
import { shorten } from '../schema/describe-value.js'
import { findBrokenValue } from '../serialized-value.js'

/** Every part of the path that stands for a parameter keeps that parameter's schema. */
export const pathParameters: Check = ({ operation, pathParameters: received, schemas }) =>
  operation.parameters.flatMap((parameter) => {
    const encoded = parameter.in === 'path' ? received.get(parameter.name) : undefined
    if (encoded === undefined) return []
    const at = `path ${parameter.name}`
    const text = decode(encoded)
    if (text === undefined)
      return [
        makeFinding('invalid-parameter', {
          at,
          rule: parameter.place,
          expected: 'percent-encoded UTF-8 (RFC 3986, 2.5)',
          received: shorten(encoded),
        }),
      ]
    return findBrokenValue(parameter, [text], schemas, { code: 'invalid-parameter', at, direction: 'request' })
  })

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
