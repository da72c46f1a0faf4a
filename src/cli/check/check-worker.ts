import { createReporter, type ReportOptions, type RunState } from '../../contract/check-recordings.js'
import { checkPart, type SharedRecordings } from './check-part.js'
import { type DocumentOptions, readDocument } from './read-document.js'
import type { Reading } from './read-interactions.js'

/** The recordings for a thread to check, with the document and the options. */
export interface Task {
  readonly recordings: SharedRecordings
  readonly document: DocumentOptions
  readonly options: ReportOptions
}

/** What a thread found, and what it could not read. */
export interface TaskResult {
  readonly state: RunState
  readonly reading: Reading
}

/** Checks recordings of a run, in a thread. */
export default async function check({ recordings, document, options }: Task): Promise<TaskResult> {
  const reporter = createReporter(await readDocument(document), options)
  const reading = await checkPart(reporter, recordings)
  return { state: reporter.state(), reading }
}
