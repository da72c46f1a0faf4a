import { inspect } from 'node:util'
import { type Document, DocumentError, formatProblem } from '../../src/openapi/index.js'

/** Why a document cannot be used, or its first problem. */
export interface Fault {
  readonly code: string
  /** With the place. */
  readonly message: string
  readonly line: number | undefined
  readonly pointer: string
}

/** The error that reading a document throws or else its first problem. @throws {Error} if there is neither */
export function findFault(read: () => Document): Fault {
  try {
    return firstProblem(read())
  } catch (error) {
    if (error instanceof DocumentError) return error
    throw error
  }
}

/** Like `findFault`, for a document that is being loaded. */
export async function findFaultIn(loaded: Promise<Document>): Promise<Fault> {
  const result = await loaded.catch((error: unknown) => error)
  if (result instanceof DocumentError) return result
  if (result instanceof Error) throw result
  // The promise gave a document.
  return firstProblem(result as Document)
}

function firstProblem(document: Document): Fault {
  const [problem] = document.problems
  if (!problem) throw new Error(`No problem in ${inspect(document.source)}`)
  const { code, line, pointer } = problem
  return { code, line, pointer, message: formatProblem(problem) }
}
