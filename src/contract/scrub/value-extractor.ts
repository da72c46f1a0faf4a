import type { Header } from '../interaction/interaction.js'
import { toCanonicalNumber } from './placeholders/decimal.js'
import { countDigits } from './placeholders/numbers.js'
import type { PublicValues } from './public-values.js'
import { toOrigin } from './scrub-address.js'
import { createScrubbing } from './scrub-values.js'

/** Returns the values that the scrubber would replace in a text, without values that are harmless there. */
export interface ValueExtractor {
  /** Returns the values in the URL of a request, or in its path with the query. */
  url(text: string): readonly string[]
  /** Returns the values of a string: the parts of an address, or the whole string. */
  text(text: string): readonly string[]
  /** Returns the canonical form of a number. */
  number(lexeme: string): readonly string[]
  /** Returns the names, strings and numbers of a body, or the whole text. */
  body(text: string, contentType: string | undefined): readonly string[]
  /** Returns the values in a header. */
  header(header: Header): readonly string[]
}

/** Creates an extractor of the values in what a scrubber with the same public values has written. */
export function createValueExtractor(publicValues: PublicValues): ValueExtractor {
  let values: string[] = []
  const add = (text: string) => {
    values.push(text)
    return text
  }
  const addNumber = (lexeme: string) => {
    // Numbers with one digit are never replaced.
    if (countDigits(lexeme) > 1) values.push(toCanonicalNumber(lexeme))
    return lexeme
  }
  const leaves = { name: add, text: add, host: add, number: addNumber }
  const scrubbing = createScrubbing(publicValues, leaves, (origin) =>
    publicValues.origins.find((each) => each === toOrigin(origin)),
  )
  const collect = (visit: () => unknown): readonly string[] => {
    values = []
    visit()
    return values
  }
  return {
    url: (text) => collect(() => scrubbing.url(text)),
    text: (text) => collect(() => scrubbing.text(text)),
    number: (lexeme) => collect(() => scrubbing.number(lexeme)),
    body: (text, contentType) => collect(() => scrubbing.body(text, contentType)),
    header: (header) => collect(() => scrubbing.header(header).length > 0 || header.map(add)),
  }
}
