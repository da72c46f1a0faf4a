import type { Header } from '../interaction/interaction.js'
import type { PublicWords } from './public-words.js'
import { createAddressScrubber, isAddress } from './scrub-address.js'
import { scrubHeader } from './scrub-header.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'

/** Takes what is written apart as the scrubber does: into what it would replace, without what is harmless where it stands. */
export interface Splitter {
  /** Of a string, or of a part of an address when it is one. */
  text(text: string): readonly string[]
  number(lexeme: string): readonly string[]
  /** Of a body as text, JSON or not: its names, strings and numbers, or the whole. */
  body(text: string): readonly string[]
  /** Of a header's value. */
  header(header: Header): readonly string[]
}

/** A splitter of what a scrubber with the same public words has written. */
export function createSplitter(words: PublicWords, isOwnOrigin: (origin: string) => boolean): Splitter {
  let pieces: string[] = []
  const keep = (text: string) => {
    pieces.push(text)
    return text
  }
  const address = createAddressScrubber(words, { text: keep, host: keep }, isOwnOrigin)
  const keeper: ValueScrubber = {
    name: keep,
    text: (text) => (!words.values.has(text) && isAddress(text) ? address(text) : keep(text)),
    // Shorter ones are equal by chance.
    number: (lexeme) => (lexeme.length > 12 ? keep(lexeme) : lexeme),
  }
  const collect = (visit: () => unknown): readonly string[] => {
    pieces = []
    visit()
    return pieces
  }
  return {
    text: (text) => collect(() => keeper.text(text)),
    number: (lexeme) => collect(() => keeper.number(lexeme)),
    body: (text) => collect(() => scrubJson(text, keeper) ?? keep(text)),
    header: (header) => collect(() => scrubHeader(header, words, keeper).length > 0 || header.map(keep)),
  }
}
