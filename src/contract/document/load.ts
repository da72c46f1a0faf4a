import {
  type Document,
  type LoadOptions,
  loadDocument as load,
  parseDocument as parse,
  sortProblems,
} from '../../openapi/index.js'
import { findExampleProblems } from './examples.js'

/**
 * Reads an OpenAPI document of version 3.0, 3.1 or 3.2 from a YAML or JSON file, together with the files in its folder that it
 * refers to.
 *
 * What is wrong in it is listed in its `problems`, and costs no more than itself; that includes examples that do not match their
 * schemas. Nothing is read from the network.
 *
 * @throws {DocumentError} if nothing of the file can be used. The message is one line.
 */
export async function loadDocument(path: string | URL, options?: LoadOptions): Promise<Document> {
  return withExampleProblems(await load(path, options))
}

/**
 * Reads an OpenAPI document from text. A reference to another file is a problem.
 *
 * @param source name of the document in messages and reports
 * @throws {DocumentError} like `loadDocument`
 */
export function parseDocument(text: string, source: string): Document {
  return withExampleProblems(parse(text, source))
}

/** The problems are found when they are first asked for: evaluating all examples of a large document takes a while. */
function withExampleProblems(document: Document): Document {
  let problems: Document['problems'] | undefined
  const whole: Document = {
    ...document,
    get problems() {
      problems ??= sortProblems([...document.problems, ...findExampleProblems(whole)], document.files)
      return problems
    },
  }
  return whole
}
