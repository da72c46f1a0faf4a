import { type DocumentSummary, summarizeDocument, summarizeTraffic, type TrafficSummary } from './summary.js'

/** Work for the process. */
export type Job = { readonly document: string } | { readonly document: string; readonly recordings: readonly string[] }

export type Answer =
  | { readonly document: DocumentSummary; readonly cpuSeconds: number }
  | { readonly traffic: TrafficSummary; readonly cpuSeconds: number }
  | { readonly thrown: string }

// Loading a document is synchronous, so only another process can stop one that hangs. It does one job at a time.
process.on('message', async (job: Job) => process.send?.(await answer(job)))

async function answer(job: Job): Promise<Answer> {
  const start = process.cpuUsage()
  try {
    const result =
      'recordings' in job
        ? { traffic: await summarizeTraffic(job.document, job.recordings) }
        : { document: await summarizeDocument(job.document) }
    const { user, system } = process.cpuUsage(start)
    return { ...result, cpuSeconds: (user + system) / 1e6 }
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
