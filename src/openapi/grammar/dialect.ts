import type { Grammar } from './grammar.js'

/** Any URI but those of older drafts, which define the same keywords differently. Other meta-schemas are assumed to extend 2020-12. */
export const dialect: Grammar = {
  pattern: /^(?!https?:\/\/json-schema\.org\/(?:draft-0|draft\/2019|schema))/,
  named: 'JSON Schema 2020-12 or a dialect of it, by which the schema is evaluated',
  isDoubtful: true,
}
