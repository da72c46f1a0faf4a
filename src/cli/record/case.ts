import type { OperationId } from '../../generated/operations.js'

/** A request to send to a space, and to the pages after it. It may be wrong on purpose. */
export interface Case {
  readonly operationId: OperationId
  /** Unique among the cases of the operation. */
  readonly name: string
  /** Value of the path parameter `id`. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string | number | boolean>>
  /** The request is wrong on purpose, and expected to be refused. */
  readonly wrong?: true
  /** The request is sent with a wrong API token. */
  readonly unauthorized?: true
}

/** An identifier that does not exist in any space. */
export const unknownId = '00000000-0000-4000-8000-ffffffffffff'

/** Maximum number of pages of a case. */
export const maxPages = 12

/** A page size that splits a list into about three pages. */
export const toPageSize = ({ count }: { readonly count: number }): number => Math.max(1, Math.floor((count - 1) / 2))
