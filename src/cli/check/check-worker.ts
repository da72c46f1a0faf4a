import type { Document, ReportOptions } from '../../contract/index.js'
import { checkPart, type PartResult } from './check-part.js'
import { readDocument } from './read-document.js'

/** What a thread is to check. */
export interface Part {
  readonly paths: readonly string[]
  readonly document: { readonly document?: string; readonly allowOutside?: boolean }
  readonly options: ReportOptions
}

// All parts of a run have the same document.
let loaded: Promise<Document> | undefined

/** Checks some recordings of a run, in a thread. */
export default async function check({ paths, document, options }: Part): Promise<PartResult> {
  loaded ??= readDocument(document)
  return await checkPart(await loaded, paths, options)
}
