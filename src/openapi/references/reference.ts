import { describeValue } from '../../text/describe-value.js'
import type { Grammar } from '../grammar/grammar.js'
import { findMember, type Node } from '../node.js'
import { createNodeProblem, type DocumentProblem } from '../problem.js'

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
  return String(findMember(from, keyword)?.value ?? '')
}

/** Why a reference has no target. */
export interface MissingTarget {
  /** A warning if the target may exist, but cannot be read here. @default 'error' */
  readonly severity?: DocumentProblem['severity']
  readonly expected: string
}

/** The problem of a reference without a target. */
export function danglingProblem(reference: Reference, missing: MissingTarget): DocumentProblem {
  return createNodeProblem(keywordOf(reference), {
    ...missing,
    code: 'dangling-reference',
    received: describeValue(textOf(reference)),
  })
}

/** The problem of a reference that leads back to itself through nothing but references. */
export function circularProblem(reference: Pick<Reference, 'from' | 'keyword'>): DocumentProblem {
  return createNodeProblem(keywordOf(reference), {
    code: 'circular-reference',
    expected: 'a reference that leads to something',
    received: describeValue(textOf(reference)),
    message: 'the references lead back here and to nothing else',
  })
}

/** The node of the reference's keyword. */
export function keywordOf({ from, keyword }: Pick<Reference, 'from' | 'keyword'>): Node {
  return findMember(from, keyword) ?? from
}
