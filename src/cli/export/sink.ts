import { createHash } from 'node:crypto'
import type { Target } from '../reading/connect.js'
import { toQuery } from '../reading/parameters.js'
import { resources } from '../reading/room-sessions.js'
import { tell } from '../terminal/message.js'
import { toSessions } from '../terminal/progress.js'
import { toCommand, toResumeCommand } from '../terminal/shell.js'
import type { Run } from '../world.js'
import type { ExportOptions } from './export-options.js'
import { openResumableFile } from './resumable-file.js'
import type { Stop } from './session-units.js'

/** How far an export is. */
export interface State {
  readonly sessions: number
  /** Undefined when all is written. */
  readonly stop: Stop | undefined
}

/** Where an export goes. */
export interface Sink {
  /** How far an earlier run came. */
  readonly resumed: State | undefined
  readonly isTTY: boolean
  write(text: string): Promise<void>
  /** Everything up to `state` is written; it may be put on record. */
  reached(state: State): Promise<void>
  /** The run ends here: puts `state` on record and tells how to go on. */
  keep(state: State): Promise<void>
  finish(): Promise<void>
  close(): Promise<void>
}

/** Bytes and milliseconds between two checkpoints: what is read again at most after a power cut. */
const checkpointBytes = 1024 * 1024
const checkpointMs = 5_000

/** The file of `--output`, or stdout. @throws {CliError} when the file cannot be written or holds another export. */
export async function openSink(run: Run, options: ExportOptions, target: Target): Promise<Sink> {
  return options.output === undefined
    ? openStdout(run)
    : openFile(run, options.output, toIdentity(options, target), options.restart === true)
}

function openStdout({ world: { stdout, stderr }, argv }: Run): Sink {
  return {
    resumed: undefined,
    isTTY: stdout.isTTY,
    write: (text) => stdout.write(text),
    reached: async () => {},
    async keep({ sessions, stop }) {
      if (sessions > 0 && stop)
        await tell(stderr, `stopped behind ${toSessions(sessions)}; to go on:`, toResumeCommand(argv, stop))
    },
    finish: async () => {},
    close: async () => {},
  }
}

async function openFile(
  { world: { stderr, now, sleep, signal }, argv }: Run,
  path: string,
  identity: string,
  restart: boolean,
): Promise<Sink> {
  const onWait = (line: string) => tell(stderr, line)
  const file = await openResumableFile<State>(path, { identity, restart, lock: { sleep, signal, onWait } })
  let kept = { size: file.size, time: now().getTime(), sessions: file.resumed?.sessions ?? 0 }
  const checkpoint = async (state: State) => {
    await file.checkpoint(state)
    kept = { size: file.size, time: now().getTime(), sessions: state.sessions }
  }
  const command = toCommand(argv.filter((word) => word !== '--restart'))
  const tellKept = async () => {
    if (kept.sessions > 0 && !file.isLost)
      await tell(stderr, `${toSessions(kept.sessions)} kept in ${file.partial}; to go on:`, command)
  }
  return {
    resumed: file.resumed,
    isTTY: false,
    write: file.write,
    async reached(state) {
      if (file.size - kept.size >= checkpointBytes || now().getTime() - kept.time >= checkpointMs)
        await checkpoint(state)
    },
    async keep(state) {
      if (state.sessions === 0) return await file.discard()
      // Where the disk is full that may fail, and the checkpoint before it is still good.
      await checkpoint(state).finally(tellKept)
    },
    finish: file.finish,
    close: file.close,
  }
}

/** What the file is to hold: the same options give the same; pages may be of another size. The space is told apart, not told. */
function toIdentity({ include, format, ...options }: ExportOptions, target: Target): string {
  const { page_size: _, ...query } = toQuery(resources.sessions.operationId, options)
  const space = target.kind === 'space' ? [toHostname(target), target.projectId] : ['sandbox']
  const digest = createHash('sha256').update(space.join('\n')).digest('hex').slice(0, 16)
  return JSON.stringify({ space: digest, query, include, format })
}

/** Without the port: a tunnel or a server for tests may have another one each time. */
const toHostname = ({ baseUrl, space }: { baseUrl?: string; space?: string }) =>
  baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : space
