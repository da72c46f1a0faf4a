import type { Grammar } from './grammar.js'

/** Other meta-schemas are taken for extensions of 2020-12; the older drafts mean something else by the same keywords. */
export const dialect: Grammar = {
  pattern: /^(?!https?:\/\/json-schema\.org\/(?:draft-0|draft\/2019|schema))/,
  named: 'JSON Schema 2020-12 or a dialect of it',
}
