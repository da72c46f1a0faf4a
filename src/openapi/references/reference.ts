import { describeValue } from '../../text/describe-value.js'
import { DocumentError } from '../document-error.js'
import type { Grammar } from '../grammar/grammar.js'
import { findChild, findText, type Node, toFilePlace } from '../node.js'

/** A reference that a document makes, before it is followed. */
export interface Reference {
  /** The object or schema that refers. */
  readonly from: Node
  readonly keyword: '$ref' | '$dynamicRef'
  /** URI that it is relative to. */
  readonly base: string
  /** What must stand where it leads. */
  readonly grammar: Grammar
}

/** The URI reference as written. */
export function textOf({ from, keyword }: Pick<Reference, 'from' | 'keyword'>): string {
  return findText(from, keyword) ?? ''
}

/** A reference that leads nowhere. */
export function dangling(reference: Pick<Reference, 'from' | 'keyword'>, expected: string): DocumentError {
  const node = findChild(reference.from, reference.keyword) ?? reference.from
  return new DocumentError({
    ...toFilePlace(node),
    code: 'dangling-reference',
    found: describeValue(textOf(reference)),
    expected,
  })
}

/** References that come back to themselves before they lead to anything. */
export function circular(node: Node): DocumentError {
  return new DocumentError({
    ...toFilePlace(node),
    code: 'circular-reference',
    found: 'references that lead back here without anything between',
    expected: 'references that lead to something',
  })
}
