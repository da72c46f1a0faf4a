import { findChild, isDeprecated, type Node } from '../../openapi/index.js'
import { toPointer } from '../../text/json-pointer.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import { comparisonsOf, type LocatedBody, type LocatedValue } from '../locate/located.js'
import { atRequestBody } from '../locate/request-body.js'
import type { Check } from './check.js'

/** Reports the operation, parameters, headers and properties that were used although they are deprecated, as notes. */
export const deprecated: Check = ({ operation, request, response, schemas }) => {
  const inBody = (body: LocatedBody, direction: 'request' | 'response'): Finding[] =>
    comparisonsOf(body).flatMap(({ schema, value, path: base }) =>
      schemas.findDeprecated(schema, value, direction).map(({ path, rule }) => {
        const pointer = toPointer([...base, ...path])
        const at = direction === 'request' ? atRequestBody(pointer) : pointer
        return note(rule, at, 'property', String(path.at(-1)))
      }),
    )
  return [
    ...(isDeprecated(operation.node)
      ? [note(operation.node, 'method', 'operation', `${operation.method} ${operation.path}`)]
      : []),
    ...[...request.path, ...request.query, ...request.headers, ...request.cookies].flatMap((value) =>
      inValue(value, 'parameter'),
    ),
    ...inBody(request.body, 'request'),
    ...response.headers.flatMap((value) => inValue(value, 'header')),
    ...inBody(response.body, 'response'),
  ]
}

function inValue({ definition, at, texts }: LocatedValue, kind: 'parameter' | 'header'): Finding[] {
  const { node, schema, name } = definition
  if (texts.length === 0) return []
  const rule = [node, schema].find((each) => each && isDeprecated(each))
  return rule ? [note(rule, at, kind, name)] : []
}

function note(node: Node, at: string, kind: 'operation' | 'parameter' | 'header' | 'property', name: string): Finding {
  const rule = findChild(node, 'deprecated') ?? node
  return makeFinding('deprecated-operation', { at, rule, once: 'run', ...wording.deprecated(kind, name) })
}
