import { join, resolve } from 'node:path'
import { type Client, ConfigurationError, type RoomRecording, SignalWireError } from '../../client/index.js'
import { pluralOf } from '../../text/plural.js'
import type { Context, Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import type { ExportItem } from '../export/export-items.js'
import { withIncluded } from '../export/include.js'
import { takeLock } from '../export/lock.js'
import { pageSizes, readSessions } from '../export/read-sessions.js'
import { toMessage } from '../failure.js'
import { makeFolder, requireWritableFolder } from '../files/files.js'
import { connectTo, findTarget } from '../reading/connect.js'
import { toQuery } from '../reading/parameters.js'
import { createPeriodCount, type PeriodCount, toPeriod } from '../reading/period.js'
import { resources } from '../reading/room-sessions.js'
import { createTimeZone } from '../reading/time-zone.js'
import { toHumanBytes } from '../terminal/human.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, type Progress, toCount } from '../terminal/progress.js'
import { showOn } from '../terminal/screen.js'
import { toCommand } from '../terminal/shell.js'
import { type CommandTemplate, runCommand } from './command.js'
import { type NamedRecording, toNameValues } from './file-name.js'
import { type LedgerEntry, ledgerName, openLedger } from './ledger.js'
import type { RecordingDownloadOptions } from './options.js'
import { type SaveOptions, saveRecording } from './save.js'

/** What a run has done so far. */
interface Counts {
  saved: number
  bytes: number
  present: number
  incomplete: number
  failed: number
}

/**
 * Downloads the recordings of the sessions with these ids, or without ids of all sessions that match the filter.
 *
 * @throws {CliError} if there are ids and a filter, or the folder cannot be written
 */
export async function runDownload(
  run: Run,
  ids: readonly string[],
  options: RecordingDownloadOptions,
): Promise<ExitCode> {
  const { context } = run
  const { stderr, sleep } = context
  context.finishWhenInterrupted()
  const { page_size: chosen, ...query } = toQuery(resources.sessions.operationId, options)
  const period = await toPeriod(options, context)
  if (ids.length > 0 && Object.keys({ ...query, ...period }).length > 0) {
    throw new CliError('expected ids of sessions or a filter, received both')
  }
  const target = findTarget(context.env, options)
  const folder = options.to
  await requireWritableFolder(folder)
  await makeFolder(folder)
  const lock = await takeLock(join(folder, `${ledgerName}.lock`), {
    sleep,
    signal: context.signal,
    what: 'this folder',
    onWait: (line) => writeMessage(stderr, line),
  })
  try {
    const ledger = await openLedger(join(folder, ledgerName))
    try {
      const client = await connectTo(target, context)
      const periodCount = createPeriodCount(period)
      const sessions =
        ids.length > 0
          ? readByIds(client, ids, context.signal)
          : readSessions(
              (page_size, more) =>
                client.roomSessions.list({ ...query, page_size }, { signal: context.signal, ...period, ...more }),
              { skip: 0 },
              chosen === undefined ? pageSizes : [Number(chosen)],
              periodCount.add,
            )
      return await downloadAll(run, options, { client, ledger, lock, sessions, periodCount })
    } finally {
      await ledger.close()
    }
  } finally {
    await lock.release()
  }
}

interface Tools {
  readonly client: Client
  readonly ledger: Awaited<ReturnType<typeof openLedger>>
  readonly lock: Awaited<ReturnType<typeof takeLock>>
  readonly sessions: AsyncIterable<ExportItem>
  readonly periodCount: PeriodCount
}

async function downloadAll(
  { context, argv }: Run,
  options: RecordingDownloadOptions,
  { client, ledger, lock, sessions, periodCount }: Tools,
): Promise<ExitCode> {
  const { stderr } = context
  const { concurrency, exec, mediaTtl, to: folder, timeZone = createTimeZone('UTC') } = options
  const counts: Counts = { saved: 0, bytes: 0, present: 0, incomplete: 0, failed: 0 }
  const failure = new AbortController()
  const signal = AbortSignal.any([context.signal, failure.signal])
  const progress = createProgress(context)
  const show = () => progress.show(() => toProgressLine(counts))
  const saving = {
    ...{ client, folder, ledger, lock, timeZone, signal, mediaTtl },
    template: options.name,
    withCredentials: options.withCredentials === true,
    hasCommand: exec !== undefined,
    onBytes: async (count: number) => {
      counts.bytes += count
      await show()
    },
  }
  const download = (named: NamedRecording) => downloadOne(named, { context, exec, saving, counts, progress, show })
  const recordingQuery = mediaTtl === undefined ? {} : { media_ttl: mediaTtl }
  const all = withIncluded(sessions, client, { include: ['recordings'], concurrency, signal, recordingQuery })
  try {
    await forEach(toRecordings(all), concurrency, download, (error) => failure.abort(error))
    await progress.clear()
  } catch (error) {
    await progress.clear()
    if (context.signal.aborted) {
      await writeMessage(stderr, `${toSummary(counts, folder)}; to continue:`, toCommand(argv))
    }
    throw error
  }
  const line = periodCount.toLine()
  if (line) await writeMessage(stderr, line)
  await writeMessage(stderr, toSummary(counts, folder))
  return counts.failed > 0 ? 1 : 0
}

/** What the downloads of one run share. */
interface Downloads {
  readonly context: Context
  readonly exec: CommandTemplate | undefined
  readonly saving: SaveOptions
  readonly counts: Counts
  readonly progress: Pick<Progress, 'clear'>
  /** Shows the counts on a terminal. */
  show(): Promise<void>
}

/** Saves a recording, unless an earlier run did, and runs the command of `--exec`. A failure that concerns it alone is counted. */
async function downloadOne(named: NamedRecording, downloads: Downloads): Promise<void> {
  const { context, saving, counts, progress, show } = downloads
  const { folder, ledger, signal } = saving
  const { id, status } = named.recording
  const known = ledger.find(id)
  try {
    if (known && known.state !== 'started') {
      counts.present++
      return await execute(named, known, downloads)
    }
    if (status !== 'completed') {
      counts.incomplete++
      return
    }
    const entry = await saveRecording(named, saving)
    counts.saved++
    await progress.clear()
    await context.stdout.write(`${showOn(context.stdout, join(folder, entry.file))}\n`)
    await execute(named, entry, downloads)
  } catch (error) {
    if (signal.aborted || !isOfOneRecording(error)) throw error
    counts.failed++
    await progress.clear()
    await writeMessage(context.stderr, `recording ${id}: ${toMessage(error)}`)
  } finally {
    if (!signal.aborted) await show()
  }
}

/** Runs the command of `--exec` for a saved recording, unless an earlier run did. */
async function execute(named: NamedRecording, entry: LedgerEntry, { exec, context, saving }: Downloads): Promise<void> {
  if (!exec || entry.exec !== 'pending') return
  const { folder, ledger, timeZone, signal } = saving
  const values = { ...toNameValues(named, timeZone), file: resolve(folder, entry.file), name: entry.file }
  const problem = await runCommand(exec, values, context, signal)
  if (problem !== undefined) throw new CommandFailure(problem)
  const { exec: _, ...rest } = entry
  await ledger.add({ ...rest, state: 'executed' })
}

/** The command of `--exec` failed. */
class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
}

/** True if an error concerns one recording, so that the others can be downloaded. */
const isOfOneRecording = (error: unknown) =>
  error instanceof CommandFailure || (error instanceof SignalWireError && !(error instanceof ConfigurationError))

async function* readByIds(client: Client, ids: readonly string[], signal: AbortSignal): AsyncGenerator<ExportItem> {
  for (const id of new Set(ids.map((id) => id.toLowerCase()))) {
    yield { row: { ...(await client.roomSessions.get(id, { signal })) }, id, next: undefined }
  }
}

/** The recordings of sessions, each once. A list that grows while it is read may repeat items. */
async function* toRecordings(items: AsyncIterable<ExportItem>): AsyncGenerator<NamedRecording> {
  const seen = new Set<string>()
  for await (const { row } of items) {
    const room = typeof row.name === 'string' ? row.name : null
    // Added by `withIncluded`.
    for (const recording of row.recordings as RoomRecording[]) {
      if (seen.has(recording.id)) continue
      seen.add(recording.id)
      yield { recording, room }
    }
  }
}

/**
 * Calls `work` for several items at the same time. After an error it starts no further items, calls `stop` to end the others, and
 * throws the error.
 */
async function forEach<Item>(
  items: AsyncGenerator<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
  stop: (error: unknown) => void,
): Promise<void> {
  const failures: unknown[] = []
  const take = async () => {
    try {
      for (let next = await items.next(); !next.done; next = await items.next()) {
        if (failures.length > 0) return
        await work(next.value)
      }
    } catch (error) {
      failures.push(error)
      stop(error)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, take))
  if (failures.length > 0) throw failures[0]
}

const toRecordingCount = (count: number) => `${toCount(count)} ${pluralOf(count, 'recording')}`

function toProgressLine({ saved, bytes, present, failed }: Counts): string {
  const others = [present > 0 && `${toCount(present)} present`, failed > 0 && `${toCount(failed)} failed`]
  return [`${toRecordingCount(saved)} saved`, toHumanBytes(bytes), ...others].filter(Boolean).join(', ')
}

function toSummary({ saved, bytes, present, incomplete, failed }: Counts, folder: string): string {
  return [
    `saved ${toRecordingCount(saved)} in ${folder} (${toHumanBytes(bytes)} received)`,
    present > 0 && `${toCount(present)} ${pluralOf(present, 'was', 'were')} there already`,
    incomplete > 0 && `${toCount(incomplete)} ${pluralOf(incomplete, 'is', 'are')} not complete yet`,
    failed > 0 && `${toCount(failed)} failed`,
  ]
    .filter(Boolean)
    .join('; ')
}
