import { type Document, parseDocument } from '../../../../src/contract/index.js'

/** Files of a document with one schema. */
export function ruleFiles(schema: object): Document['files'] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas: { schema } },
  }
  return parseDocument(JSON.stringify(document), 'rules.json').files
}
