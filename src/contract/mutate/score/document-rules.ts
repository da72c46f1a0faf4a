import type { Document, MediaType, Node, Operation, Parameter, Response, Serialized } from '../../../openapi/index.js'
import type { Rule } from '../operators/mutation.js'
import { findRules } from './schema-rules.js'

/** Rules that apply to the same part of an interaction. */
export interface RuleGroup {
  readonly operation: Operation
  readonly subject: string
  readonly node: Node
  /** The part of the interaction. */
  readonly kind: 'request' | 'request body' | 'response' | 'media type'
  readonly response?: Response
  readonly mediaType?: MediaType
  readonly rules: readonly Rule[]
}

/** Returns all rules of a document's schemas, in the order of the document. */
export function listRules(document: Document): RuleGroup[] {
  return document.operations.flatMap((operation) => [
    ...requestRules(operation, document),
    ...operation.responses.flatMap((response) => responseRules(operation, response, document)),
  ])
}

function requestRules(operation: Operation, { schemas }: Document): RuleGroup[] {
  const { parameters, requestBody, node } = operation
  const scope = { operation, direction: 'request' } as const
  const parameterRules = parameters.flatMap((each) =>
    each.schema ? findRules(each.schema, schemas, { ...scope, subject: subjectOf(each), isText: true }) : [],
  )
  const bodies = (requestBody?.content ?? []).flatMap((mediaType): RuleGroup[] => {
    const subject = 'request body'
    const isText = /^(?:text\/|multipart\/|application\/x-www-form-urlencoded\b)/i.test(mediaType.name)
    const rules = mediaType.schema ? findRules(mediaType.schema, schemas, { ...scope, subject, isText }) : []
    return [{ operation, subject, node: mediaType.node, kind: 'request body', mediaType, rules }]
  })
  return [{ operation, subject: 'request', node, kind: 'request', rules: parameterRules }, ...bodies]
}

function responseRules(operation: Operation, response: Response, { schemas }: Document): RuleGroup[] {
  const { status: subject, headers, content, node } = response
  const scope = { operation, direction: 'response' } as const
  const headerRules = headers.flatMap((each: Serialized) =>
    each.schema
      ? findRules(each.schema, schemas, {
          ...scope,
          subject: `${subject} header ${each.name.toLowerCase()}`,
          isText: true,
        })
      : [],
  )
  const bodies = content.map((mediaType): RuleGroup => {
    const isText = mediaType.name.startsWith('text/')
    const rules = mediaType.schema ? findRules(mediaType.schema, schemas, { ...scope, subject, isText }) : []
    return { operation, subject, node: mediaType.node, kind: 'media type', response, mediaType, rules }
  })
  return [{ operation, subject, node, kind: 'response', response, rules: headerRules }, ...bodies]
}

/** Returns the place of a parameter, as in findings: `query page_size`. */
function subjectOf({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}
