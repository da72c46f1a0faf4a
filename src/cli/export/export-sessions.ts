import type { Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { isClosedPipe } from '../files/files.js'
import { csvWriter } from '../output/csv.js'
import { ndjsonWriter } from '../output/json.js'
import type { Row, RowWriter } from '../output/row.js'
import { connectTo, findTarget } from '../reading/connect.js'
import { parsePosition } from '../reading/cursor.js'
import { toQuery } from '../reading/parameters.js'
import { createPeriodCount, toPeriod } from '../reading/period.js'
import { resources } from '../reading/room-sessions.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, toCount, toSessions } from '../terminal/progress.js'
import type { ExportItem } from './export-items.js'
import type { ExportOptions } from './export-options.js'
import { withIncluded } from './include.js'
import { type ListSessions, pageSizes, readSessions } from './read-sessions.js'
import { openSink, type Sink, type State } from './sink.js'

const writers: Record<
  ExportOptions['format'],
  (sink: Sink, properties: readonly string[], header: boolean) => RowWriter
> = {
  ndjson: (sink) => ndjsonWriter(sink),
  csv: (sink, properties, header) => csvWriter(sink, properties, { header }),
}

/**
 * Number of items in one write. An item with its lists may be of any size, and its text is several times larger. It is
 * written by itself, so that its memory is free again before the next item needs some.
 */
const toBatchSize = ({ include }: ExportOptions) => (include.length > 0 ? 1 : 50)

/** Writes every session that matches the filter to a file or to stdout. */
export async function exportSessions(run: Run, options: ExportOptions): Promise<ExitCode> {
  const { context } = run
  const { signal, stderr } = context
  context.finishWhenInterrupted()
  const target = findTarget(context.env, options)
  const period = await toPeriod(options, context)
  const periodCount = createPeriodCount(period)
  const sink = await openSink(run, options, target)
  try {
    const start = sink.resumed ?? { sessions: 0, stop: parsePosition(options.cursor) }
    // A run with --cursor continues on stdout after what an earlier run wrote, so it writes no second header.
    const continues = start.sessions > 0 || options.cursor !== undefined
    const writer = writers[options.format](sink, [...resources.sessions.properties, ...options.include], !continues)
    let { sessions } = start
    if (sink.resumed) await writeMessage(stderr, `continuing after ${toSessions(start.sessions)}`)
    if (start.stop) {
      const client = await connectTo(target, context)
      const { page_size: chosen, ...query } = toQuery(resources.sessions.operationId, options)
      const list: ListSessions = (page_size, options) =>
        client.roomSessions.list({ ...query, page_size }, { signal, ...period, ...options })
      const items = readSessions(list, start.stop, chosen === undefined ? pageSizes : [Number(chosen)], periodCount.add)
      sessions = await copy(withIncluded(items, client, { ...options, signal }), {
        run,
        sink,
        writer,
        start,
        batchSize: toBatchSize(options),
      })
    }
    await writer.end()
    await sink.finish()
    const result = `wrote ${toSessions(sessions)} to ${options.output ?? 'stdout'}`
    for (const note of [periodCount.toLine() ?? [], writer.notes?.() ?? [], result].flat())
      await writeMessage(stderr, note)
    return 0
  } finally {
    await sink.close()
  }
}

interface CopyOptions {
  readonly run: Run
  readonly sink: Sink
  readonly writer: RowWriter
  readonly start: State
  readonly batchSize: number
}

/**
 * Writes the items to the sink. Saves how far it came, even if it fails. Resolves to the number of sessions, including those of
 * earlier runs.
 */
async function copy(
  items: AsyncIterable<ExportItem>,
  { run, sink, writer, start, batchSize }: CopyOptions,
): Promise<number> {
  const { context } = run
  const progress = createProgress(context)
  const startTime = context.now().getTime()
  let read = start
  let written = start
  let rows: Row[] = []
  const flush = async () => {
    if (rows.length > 0) await writer.write(rows)
    rows = []
    written = read
  }
  try {
    for await (const { row, id, next } of items) {
      rows.push(row)
      read = { sessions: read.sessions + 1, stop: next && (next.skip > 0 ? { ...next, after: id } : next) }
      if (rows.length >= batchSize) {
        await flush()
        await sink.onProgress(written)
      }
      // On a terminal that shows the exported sessions, a progress line would be between them.
      if (!sink.isTTY)
        await progress.show(() =>
          toProgressLine(read.sessions, read.sessions - start.sessions, context.now().getTime() - startTime),
        )
    }
    read = { sessions: read.sessions, stop: undefined }
    await flush()
    await progress.clear()
    return read.sessions
  } catch (error) {
    await progress.clear()
    if (isClosedPipe(error)) throw error
    // Writes what has been read, so that it need not be requested again. If writing is what failed, this fails, too.
    await flush().catch(() => {})
    await sink.stop(written)
    throw error
  }
}

function toProgressLine(sessions: number, read: number, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? Math.round((read * 1000) / elapsedMs) : 0
  return `${toSessions(sessions)}, ${toCount(rate)} per second`
}
