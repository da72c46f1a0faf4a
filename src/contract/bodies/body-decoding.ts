import type { Direction, SchemaEngine } from '../../schema/index.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import type { Comparison, DecodedValue } from './decoded.js'

/** The value of a body's text, and what is wrong with the text. */
export interface DecodedBody {
  /** Absent when the text cannot be decoded, or its media type is not looked into, such as XML. */
  readonly decoded?: DecodedValue
  /** Set in place of `decoded` for a body that consists of several values. */
  readonly comparisons?: readonly Comparison[]
  readonly findings: readonly Finding[]
}

/** What differs between bodies of requests and of responses. */
export interface BodyDecoding {
  readonly schemas: SchemaEngine
  readonly direction: Direction
  /** Code of findings about text that cannot be decoded. */
  readonly unreadable: FindingCode
  /** Code of findings about parts that do not match their Encoding Object. */
  readonly invalid: FindingCode
  /** Returns the place of a finding for a JSON Pointer in the body. */
  at(pointer: string): string
}
