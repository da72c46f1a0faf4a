import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'

/** What stands in the document more than once stands in the bundle once, in a function: every place still has an object of its own. */
export const compactDocument: Plugin = {
  name: 'compact-document',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]generated[\\/]document\.ts$/ }, async ({ path }) => {
      const { document } = await import(pathToFileURL(path).href)
      return { contents: `${writeParts(document)}\nexport { document, document as default }` }
    })
  },
}

function writeParts(document: unknown): string {
  const repeated = findRepeated(document)
  const parts = new Map<string, string>()
  const write = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    const members = Object.entries(value).map(([name, member]) => [JSON.stringify(name), write(member)] as const)
    const text = Array.isArray(value)
      ? `[${members.map(([, member]) => member)}]`
      : `{${members.map((member) => member.join(':'))}}`
    if (!repeated.has(JSON.stringify(value))) return text
    if (!parts.has(text)) parts.set(text, `part${parts.size}`)
    return `${parts.get(text)}()`
  }
  const whole = write(document)
  return [...[...parts].map(([text, name]) => `const ${name} = () => (${text})`), `const document = ${whole}`].join(
    '\n',
  )
}

/** JSON of every object and array that stands in a value more than once and is longer than a call would be. */
function findRepeated(value: unknown, seen = new Set<string>(), repeated = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return repeated
  const json = JSON.stringify(value)
  if (seen.has(json) && json.length > 20) repeated.add(json)
  seen.add(json)
  for (const member of Object.values(value)) findRepeated(member, seen, repeated)
  return repeated
}
