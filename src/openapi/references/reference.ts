import { describeValue } from '../../text/describe-value.js'
import { DocumentError } from '../document-error.js'
import type { Grammar } from '../grammar/grammar.js'
import { findChild, findText, type Node, toFileLocation } from '../node.js'

/** A reference in a document, before it is resolved. */
export interface Reference {
  /** The object or schema that holds the reference. */
  readonly from: Node
  readonly keyword: '$ref' | '$dynamicRef'
  /** The URI that the reference is relative to. */
  readonly base: string
  /** What the target must be. */
  readonly grammar: Grammar
}

/** The URI reference as written. */
export function textOf({ from, keyword }: Pick<Reference, 'from' | 'keyword'>): string {
  return findText(from, keyword) ?? ''
}

/** The error for a reference whose target does not exist or may not be read. */
export function danglingError(reference: Pick<Reference, 'from' | 'keyword'>, expected: string): DocumentError {
  const node = findChild(reference.from, reference.keyword) ?? reference.from
  return new DocumentError({
    ...toFileLocation(node),
    code: 'dangling-reference',
    found: describeValue(textOf(reference)),
    expected,
  })
}

/** The error for references that only refer to each other. */
export function circularError(node: Node): DocumentError {
  return new DocumentError({
    ...toFileLocation(node),
    code: 'circular-reference',
    found: 'references that lead back here without anything between',
    expected: 'references that lead to something',
  })
}
