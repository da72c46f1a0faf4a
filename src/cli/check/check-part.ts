import { createReporter, type Document, type ReportOptions, type RunState } from '../../contract/index.js'
import { type Reading, readRecordings } from './read-interactions.js'

/** What was checked of some recordings of a run. */
export interface PartResult {
  readonly state: RunState
  readonly reading: Reading
}

/** Checks some recordings of a run. */
export async function checkPart(
  document: Document,
  paths: readonly string[],
  options: ReportOptions,
): Promise<PartResult> {
  const reporter = createReporter(document, options)
  const recordings = readRecordings(paths, { onUnreadable: reporter.addUnreadable })
  for await (const interaction of recordings.interactions) reporter.add(interaction)
  return { state: reporter.state(), reading: recordings.reading() }
}
