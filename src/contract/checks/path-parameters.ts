import { findBrokenValue } from '../bodies/serialized-value.js'
import type { Check } from './check.js'

/** Every part of the path that stands for a parameter keeps that parameter's schema. */
export const pathParameters: Check = ({ operation, pathParameters: received, schemas }) =>
  operation.parameters.flatMap((parameter) => {
    const text = parameter.in === 'path' ? received.get(parameter.name) : undefined
    if (text === undefined) return []
    const at = `path ${parameter.name}`
    const options = { code: 'invalid-parameter', at, direction: 'request', isEncoded: true } as const
    return findBrokenValue(parameter, [text], schemas, options)
  })
