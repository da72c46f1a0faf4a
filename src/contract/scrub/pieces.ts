import type { Header } from '../interaction/interaction.js'
import type { PublicWords } from './public-words.js'
import { toOrigin } from './scrub-address.js'
import { createScrubbing } from './scrub-values.js'
import { toCanonicalNumber } from './stand-ins/decimal.js'
import { countDigits } from './stand-ins/numbers.js'

/** Takes what is written apart as the scrubber does: into what it would replace, without what is harmless where it stands. */
export interface Splitter {
  /** Of a string, or of a part of an address when it is one. */
  text(text: string): readonly string[]
  /** One spelling for all of the same number. */
  number(lexeme: string): readonly string[]
  /** Of a body as text, JSON or not: its names, strings and numbers, or the whole. */
  body(text: string, contentType: string | undefined): readonly string[]
  /** Of a header's value. */
  header(header: Header): readonly string[]
}

/** A splitter of what a scrubber with the same public words has written. */
export function createSplitter(words: PublicWords): Splitter {
  let pieces: string[] = []
  const keep = (text: string) => {
    pieces.push(text)
    return text
  }
  const keepNumber = (lexeme: string) => {
    // Those with a digit alone are never replaced.
    if (countDigits(lexeme) > 1) pieces.push(toCanonicalNumber(lexeme))
    return lexeme
  }
  const leaves = { name: keep, text: keep, host: keep, number: keepNumber }
  const scrubbing = createScrubbing(words, leaves, (origin) => words.origins.find((each) => each === toOrigin(origin)))
  const collect = (visit: () => unknown): readonly string[] => {
    pieces = []
    visit()
    return pieces
  }
  return {
    text: (text) => collect(() => scrubbing.text(text)),
    number: (lexeme) => collect(() => scrubbing.number(lexeme)),
    body: (text, contentType) => collect(() => scrubbing.body(text, contentType)),
    header: (header) => collect(() => scrubbing.header(header).length > 0 || header.map(keep)),
  }
}
