import { createHash } from 'node:crypto'
import type { Run } from '../context.js'
import type { Target } from '../reading/connect.js'
import { toQuery } from '../reading/parameters.js'
import { resources } from '../reading/room-sessions.js'
import { writeMessage } from '../terminal/message.js'
import { toSessions } from '../terminal/progress.js'
import { toCommand, toResumeCommand } from '../terminal/shell.js'
import type { Stop } from './export-items.js'
import type { ExportOptions } from './export-options.js'
import { openResumableFile } from './resumable-file.js'

/** How far an export has come. */
export interface State {
  readonly sessions: number
  /** Undefined when everything is written. */
  readonly stop: Stop | undefined
}

/** Where an export is written. */
export interface Sink {
  /** How far an earlier run came, if there was one. */
  readonly resumed: State | undefined
  readonly isTTY: boolean
  write(text: string): Promise<void>
  /** Called when everything up to `state` is written. May save it. */
  onProgress(state: State): Promise<void>
  /** Called when the run stops before the end. Saves `state` and prints how to continue. */
  stop(state: State): Promise<void>
  finish(): Promise<void>
  close(): Promise<void>
}

/** Bytes and milliseconds between two checkpoints: at most this much is lost by a power failure. */
const checkpointBytes = 1024 * 1024
const checkpointMs = 5_000

/** Opens the file of `--output`, or stdout. @throws {CliError} if the file cannot be written or contains another export */
export async function openSink(run: Run, options: ExportOptions, target: Target): Promise<Sink> {
  return options.output === undefined
    ? openStdout(run)
    : openFile(run, options.output, toIdentity(options, target), options.restart === true)
}

function openStdout({ context: { stdout, stderr }, argv }: Run): Sink {
  return {
    resumed: undefined,
    isTTY: stdout.isTTY,
    write: (text) => stdout.write(text),
    onProgress: async () => {},
    async stop({ sessions, stop }) {
      if (sessions > 0 && stop)
        await writeMessage(stderr, `stopped after ${toSessions(sessions)}; to continue:`, toResumeCommand(argv, stop))
    },
    finish: async () => {},
    close: async () => {},
  }
}

async function openFile(
  { context: { stderr, now, sleep, signal }, argv }: Run,
  path: string,
  identity: string,
  restart: boolean,
): Promise<Sink> {
  const onWait = (line: string) => writeMessage(stderr, line)
  const file = await openResumableFile<State>(path, { identity, restart, lock: { sleep, signal, onWait } })
  let saved = { size: file.size, time: now().getTime(), sessions: file.resumed?.sessions ?? 0 }
  const checkpoint = async (state: State) => {
    await file.checkpoint(state)
    saved = { size: file.size, time: now().getTime(), sessions: state.sessions }
  }
  const command = toCommand(argv.filter((word) => word !== '--restart'))
  const printSaved = async () => {
    if (saved.sessions > 0 && !file.isLost)
      await writeMessage(stderr, `${toSessions(saved.sessions)} saved in ${file.partial}; to continue:`, command)
  }
  return {
    resumed: file.resumed,
    isTTY: false,
    write: file.write,
    async onProgress(state) {
      if (file.size - saved.size >= checkpointBytes || now().getTime() - saved.time >= checkpointMs)
        await checkpoint(state)
    },
    async stop(state) {
      if (state.sessions === 0) return await file.discard()
      // This fails if the disk is full. The previous checkpoint is still valid.
      await checkpoint(state).finally(printSaved)
    },
    finish: file.finish,
    close: file.close,
  }
}

/** Identifies what is exported: the space, as a hash that does not reveal it, and all options except the page size. */
function toIdentity({ include, format, ...options }: ExportOptions, target: Target): string {
  const { page_size: _, ...query } = toQuery(resources.sessions.operationId, options)
  const space = target.kind === 'space' ? [toHostname(target), target.projectId] : ['sandbox']
  const digest = createHash('sha256').update(space.join('\n')).digest('hex').slice(0, 16)
  const { since, until, last, timeZone } = options
  const period = { since, until, last, timeZone: timeZone?.name }
  return JSON.stringify({ space: digest, query, include, format, ...period })
}

/** The hostname without the port: a tunnel or a test server may have a different port each time. */
const toHostname = ({ baseUrl, space }: { baseUrl?: string; space?: string }) =>
  baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : space
