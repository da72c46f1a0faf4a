/** One change of an API, from the view of its users. */
export interface Change {
  /** Method and path template: `GET /books/{id}`. A webhook has its name in place of the path. */
  readonly operation: string
  /** Where in the operation: `query page_size`, `request body/name`, `200 header ETag`, `security`. */
  readonly at: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** True if a request that was valid is invalid now, or a response that was invalid is valid now. */
  readonly breaking: boolean
  /** The keyword of JSON Schema that differs, if it is one. */
  readonly keyword?: string
  /** What changed, in one line. */
  readonly message: string
  /**
   * A value for this place that one document accepts and the other refuses. Absent if none was found, or if the change
   * is not about values.
   */
  readonly proof?: unknown
  /** Which of the documents accepts `proof`. */
  readonly acceptedBy?: 'before' | 'after'
  /** What the first document says. */
  readonly before?: unknown
  /** What the second document says. */
  readonly after?: unknown
  /**
   * True if it could not be decided whether the change is breaking, because the schemas cannot be compared and no value
   * was found that shows it.
   */
  readonly unclear?: true
  /** `file:line` in each document. */
  readonly definedAt: { readonly before?: string; readonly after?: string }
  /** Further places of the operation with the same schema, up to 20. */
  readonly alsoAt?: readonly string[]
  /** The reason given by the decision that accepts the change. */
  readonly decided?: string
}

/** A text (such as a description) or an example that differs. */
export interface WordChange {
  readonly operation: string
  readonly at: string
  /** `description`, `summary`, `example`, `operationId`, … */
  readonly keyword: string
  readonly before?: unknown
  readonly after?: unknown
}
