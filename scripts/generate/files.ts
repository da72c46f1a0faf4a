import { fileURLToPath } from 'node:url'
import SwaggerParser from '@apidevtools/swagger-parser'
import { formatProblem, loadDocument } from '../../src/openapi/index.js'
import { generateDocumentData } from './document-data.js'
import { generateOperationTable } from './operation-table.js'
import { generateTypes } from './types.js'

/**
 * File name -> content, for every generated file.
 *
 * @throws when the document has a problem, or does not satisfy the meta-schema of its version.
 */
export async function generateFiles(documentUrl: URL): Promise<Map<string, string>> {
  const document = await loadDocument(documentUrl)
  const [problem] = document.problems
  if (problem) throw new Error(formatProblem(problem))
  // A second opinion on the meta-schema and the references, from the parser that most tools use.
  await SwaggerParser.validate(fileURLToPath(documentUrl))
  return new Map([
    ['document.ts', generateDocumentData(document.root.value)],
    ['operations.ts', generateOperationTable(document)],
    ['types.ts', await generateTypes(documentUrl, document.root.value)],
  ])
}
