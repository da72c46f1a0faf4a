/** Longer expressions are not compiled: V8 takes time in the square of the size of a class. */
const maxLength = 2_000

const properties = new Set<string>()

/** Regular expression of ECMA-262 with the flag `u` (JSON Schema 2020-12 Core, 6.4), of at most 2000 characters. */
export function isRegex(text: string): boolean {
  if (text.length > maxLength) return false
  let areKnown = true
  // V8 takes long to build the class of a Unicode property, so each one is compiled once, and replaced here by `\d`.
  const withoutProperties = text.replace(/\\(?:[pP]\{([^{}]*)\}|.)/gs, (escaped, property?: string) => {
    if (property === undefined) return escaped
    areKnown &&= isProperty(property)
    return '\\d'
  })
  return areKnown && compiles(withoutProperties)
}

function isProperty(name: string): boolean {
  if (properties.has(name)) return true
  if (!compiles(`\\p{${name}}`)) return false
  properties.add(name)
  return true
}

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}
