/** The fields of an OpenAPI Object that contain rules. */
const fields = /^\/(?:paths|webhooks|components)\//

/**
 * The file of a rule, and its JSON Pointer there. The address of a rule in another file than the document is `file#pointer`.
 *
 * @param source path of the document
 */
export function splitRule(rule: string, source: string): { readonly file: string; readonly pointer: string } {
  // A pointer may have a `#` as well. The path of another file begins with a slash only if that of the document does.
  const isPointer = rule.startsWith('/') && (!source.startsWith('/') || fields.test(rule))
  const [, file, pointer = ''] = (isPointer ? null : /^(.+?)#(\/.*|)$/s.exec(rule)) ?? []
  return file === undefined ? { file: source, pointer: rule } : { file, pointer }
}
