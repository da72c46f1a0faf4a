/** Maximum length of a list or an object that is written on one line. */
const maxLength = 100

/** TypeScript source of a JSON value, laid out for people: an object that holds no other object is written on one line if it fits. */
export function toSource(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isList = Array.isArray(value)
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }']
  const members = Object.entries(value).map(([key, member]) => {
    const source = toSource(member, `${indent}  `)
    return isList ? source : `${isIdentifier(key) ? key : quote(key)}: ${source}`
  })
  const line = open + members.join(', ') + close
  if (members.length === 0) return line.replace(/ /g, '')
  if (!members.some((member) => /[{\n]/.test(member)) && line.length <= maxLength) return line
  return `${open.trim()}\n${members.map((member) => `${indent}  ${member},\n`).join('')}${indent}${close.trim()}`
}

const isIdentifier = (key: string): boolean => /^[A-Za-z_$][\w$]*$/.test(key)

/** A string in single quotes; only its escapes of quotes differ from those of JSON. */
const quote = (text: string): string => {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}
