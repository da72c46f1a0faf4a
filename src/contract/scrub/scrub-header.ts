import type { Header } from '../interaction/interaction.js'
import type { PublicWords } from './public-words.js'
import { scrubMediaType } from './scrub-media-type.js'

/** Response headers without which a body cannot be judged. */
const keptHeaders = new Set(['content-type', 'retry-after'])

/** A response header with its value scrubbed where that is not known to be harmless; none when no contract needs it. */
export function scrubHeader([field, value]: Header, words: PublicWords, scrub: (text: string) => string): Header[] {
  const name = field.toLowerCase()
  if (!keptHeaders.has(name) && !words.headers.has(name)) return []
  if (name === 'content-type') return [[name, scrubMediaType(value, (type) => words.mediaTypes.has(type), scrub)]]
  if (name === 'retry-after' && /^\d{1,5}$/.test(value)) return [[name, value]]
  return [[name, scrub(value)]]
}
