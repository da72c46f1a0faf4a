/**
 * The regular expression that a `pattern` means, or `undefined` when it is none.
 *
 * JSON Schema asks for ECMA-262 with Unicode (Core, 6.4). Patterns that are only valid without it, such as `[\w-.]`,
 * are common and mean one thing, so that they are read as well.
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
