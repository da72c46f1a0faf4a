import { parseRegex } from '../../openapi/index.js'

/** Whether a text matches a pattern anywhere (JSON Schema 2020-12 Core, 6.4). */
export function createPattern(source: string): (text: string) => boolean {
  const regex = parseRegex(source)
  if (!regex) throw new TypeError(`No regular expression: ${source}`)
  return (text) => regex.test(text)
}
