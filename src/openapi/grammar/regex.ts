/**
 * The regular expression of a `pattern`, with the flag `u`; `undefined` if it is not valid.
 *
 * JSON Schema asks for ECMA-262 with Unicode (Core, 6.4). Many patterns are valid only without the flag, such as `[\w-.]` or
 * `\_`: those that mean the same in every dialect are rewritten. Others, such as `\A` or `[[:alpha:]]`, are not: without the
 * flag, ECMA-262 reads them as plain characters, which their author did not mean.
 */
export function parseRegex(pattern: string): RegExp | undefined {
  const regex = compile(pattern)
  if (regex) return regex
  const rewritten = rewrite(pattern)
  return rewritten === undefined ? undefined : compile(rewritten)
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}

const syntaxCharacter = /[\^$\\.*+?()[\]{}|/]/
/** Escapes of a letter or digit have a meaning, and the braces after `\p` and `\u` belong to them. */
const escaped = /\\(?:[pPu]\{[^{}]*\}|.|$)/suy
const quantifier = /\{\d+(?:,\d*)?\}/y
/** A quantifier in other dialects, text in ECMA-262 without the flag. */
const ambiguousQuantifier = /\{,\d*\}/y
const posixClass = /\[[:.=]\^?[a-z]+[:.=]\]/y
const classEscape = /^\\[dDsSwWpP]/

/** Writes needless escapes, lone brackets and lone hyphens as the flag `u` asks for. `undefined` if the meaning is in doubt. */
function rewrite(pattern: string): string | undefined {
  let rewritten = ''
  let isInClass = false
  /** What stands before the current character in a class; empty at its start. */
  let before = ''
  for (let at = 0; at < pattern.length; ) {
    if (isInClass && matchAt(posixClass, pattern, at)) return undefined
    if (!isInClass && matchAt(ambiguousQuantifier, pattern, at)) return undefined
    const whole = matchAt(escaped, pattern, at) ?? (isInClass ? undefined : matchAt(quantifier, pattern, at))
    const part = whole ?? String.fromCodePoint(pattern.codePointAt(at) ?? 0)
    at += part.length
    const next = pattern.slice(at, at + 2)
    if (isInClass) {
      rewritten += part === '-' && isLoneHyphen(before, next) ? '\\-' : withoutNeedlessEscape(part, '-')
      before = part
      if (part === ']') isInClass = false
    } else if (part === '[') {
      isInClass = true
      before = ''
      rewritten += next.startsWith('^') ? '[^' : '['
      if (next.startsWith('^')) at++
      // An empty class in ECMA-262; a class that begins with a bracket in other dialects.
      if (pattern[at] === ']') return undefined
    } else rewritten += /^[\]{}]$/.test(part) ? `\\${part}` : withoutNeedlessEscape(part, '')
  }
  return rewritten
}

function matchAt(regex: RegExp, text: string, at: number): string | undefined {
  regex.lastIndex = at
  return regex.exec(text)?.[0]
}

/** A hyphen between a class such as `\w` and another character does not begin a range. */
function isLoneHyphen(before: string, next: string): boolean {
  return classEscape.test(before) || classEscape.test(next)
}

function withoutNeedlessEscape(part: string, alsoEscaped: string): string {
  const [backslash, character = ''] = part
  if (backslash !== '\\' || /^[A-Za-z0-9]?$/.test(character)) return part
  return syntaxCharacter.test(character) || character === alsoEscaped ? part : part.slice(1)
}
