import type { Document, MediaType, Node, Operation, Parameter, Response, Serialized } from '../../../openapi/index.js'
import { findRules } from '../rules.js'
import type { Rule } from './attempt.js'

/** Rules of a document's schemas that an interaction reaches together or not at all. */
export interface RuleGroup {
  readonly operation: Operation
  readonly subject: string
  readonly node: Node
  /** What it is about, for people. */
  readonly kind: 'request' | 'request body' | 'response' | 'media type'
  readonly response?: Response
  readonly mediaType?: MediaType
  readonly rules: readonly Rule[]
}

/** All of them, in the document's order. */
export function listRules(document: Document): RuleGroup[] {
  return document.operations.flatMap((operation) => [
    ...rulesOfRequest(operation, document),
    ...operation.responses.flatMap((response) => rulesOfResponse(operation, response, document)),
  ])
}

function rulesOfRequest(operation: Operation, { schemas }: Document): RuleGroup[] {
  const { parameters, requestBody, node } = operation
  const scope = { operation, direction: 'request' } as const
  const ofParameters = parameters.flatMap((each) =>
    each.schema && each.in !== 'cookie'
      ? findRules(each.schema, schemas, { ...scope, subject: subjectOf(each), isText: true })
      : [],
  )
  const bodies = (requestBody?.content ?? []).flatMap((mediaType): RuleGroup[] => {
    const subject = 'request body'
    const isText = /^(?:text\/|multipart\/|application\/x-www-form-urlencoded\b)/i.test(mediaType.name)
    const rules = mediaType.schema ? findRules(mediaType.schema, schemas, { ...scope, subject, isText }) : []
    return [{ operation, subject, node: mediaType.node, kind: 'request body', mediaType, rules }]
  })
  return [{ operation, subject: 'request', node, kind: 'request', rules: ofParameters }, ...bodies]
}

function rulesOfResponse(operation: Operation, response: Response, { schemas }: Document): RuleGroup[] {
  const { status: subject, headers, content, node } = response
  const scope = { operation, direction: 'response' } as const
  const ofHeaders = headers.flatMap((each: Serialized) =>
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
  return [{ operation, subject, node, kind: 'response', response, rules: ofHeaders }, ...bodies]
}

/** As findings name it. */
function subjectOf({ in: location, name }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`
}
