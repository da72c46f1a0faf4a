/**
 * The regular expression of a `pattern`; `undefined` if it is not valid.
 *
 * JSON Schema asks for ECMA-262 with Unicode (Core, 6.4). Patterns that are valid only without the flag `u`, such as `[\w-.]`,
 * are common and unambiguous, so they are accepted, too.
 */
export function parseRegex(pattern: string): RegExp | undefined {
  return compile(pattern, 'u') ?? compile(pattern, '')
}

function compile(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return undefined
  }
}
