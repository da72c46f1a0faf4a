import { createHash } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { RoomSessionChange, WatchState } from '../../client/index.js'
import { parseJsonIfPossible } from '../../text/json/parse.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { type Lock, takeLock } from '../export/lock.js'
import { cannotWrite, findText, removeUnfinished, writeWhole } from '../files/files.js'
import { followLinks, isSpecial } from '../files/write-output.js'
import type { Target } from '../reading/connect.js'
import { writeMessage } from '../terminal/message.js'

/** Where a watch saves what it knows. One process at a time has it open. */
export interface StateFile {
  /** The state that was in the file; undefined if the file is new. */
  readonly state: WatchState | undefined
  /** Replaces the content, completely or not at all. */
  save(state: WatchState): Promise<void>
  /** Notes that a change was handled, so that the next run does not handle it again. */
  addHandled(change: RoomSessionChange): Promise<void>
  release(): Promise<void>
}

/** The first line of the file. Each line after it is the id of a change that was handled. */
interface Header {
  readonly version: 1
  /** Identifies what is watched. */
  readonly identity: string
  readonly state: WatchState
}

/**
 * Opens the file of `--state` and locks it.
 *
 * @throws {CliError} if the file cannot be used, belongs to another watch, or is open in another process
 */
export async function openStateFile(given: string, identity: string, context: Context): Promise<StateFile> {
  const path = await followLinks(given)
  if (await isSpecial(path)) throw new CliError(`${given}: expected a regular file`)
  const lock = await takeLock(`${path}.lock`, {
    what: 'this state of a watch',
    sleep: context.sleep,
    signal: context.signal,
    onWait: (line) => writeMessage(context.stderr, line),
  }).catch((error: unknown) => {
    throw error instanceof CliError || context.signal.aborted ? error : cannotWrite(given, error)
  })
  try {
    await removeUnfinished(path)
    const text = await findText(path)
    const state = text === undefined ? undefined : parseState(given, text, identity)
    const file = createStateFile(path, identity, state, lock)
    // Rewrites the file, so that the next line is not appended to one that was cut off by a kill.
    if (state) await file.save(state)
    return file
  } catch (error) {
    await lock.release()
    throw error
  }
}

function createStateFile(path: string, identity: string, state: WatchState | undefined, lock: Lock): StateFile {
  let saved = ''
  return {
    state,
    async save(next) {
      // Without a change the file is written once an hour: `time` says where to look for sessions that were missed.
      const content = JSON.stringify({ ...next, time: next.time.slice(0, 13) })
      if (content === saved) return
      await lock.confirm()
      const header: Header = { version: 1, identity, state: next }
      await writeWhole(path, `${JSON.stringify(header)}\n`)
      saved = content
    },
    async addHandled({ id }) {
      await appendFile(path, `${JSON.stringify(id)}\n`, { flush: true }).catch((error: unknown) => {
        throw cannotWrite(path, error)
      })
    },
    release: () => lock.release(),
  }
}

/**
 * Parses the content of a state file, and leaves out the changes that were handled.
 *
 * @throws {CliError} naming the file, if it is something else or belongs to another watch
 */
function parseState(path: string, text: string, identity: string): WatchState {
  const [first = '', ...rest] = text.split('\n')
  // The last line has no line feed if the process was killed while it was written.
  const handled = new Set(rest.slice(0, -1).map((line) => parseJsonIfPossible(line)))
  const { version, identity: saved, state } = Object(parseJsonIfPossible(first)) as Partial<Header> // any value, as an object
  // The client checks the rest of the state.
  if (version !== 1 || typeof state?.time !== 'string' || !Array.isArray(state.pending)) {
    throw new CliError(`${path}: not the state of a watch; move it away`)
  }
  if (saved !== identity) {
    throw new CliError(`${path}: the state of a watch of another space, project or filter; name another file`)
  }
  return { ...state, pending: state.pending.filter((change) => !handled.has(change?.id)) }
}

/** Identifies what is watched, without showing it. */
export function toIdentity(target: Target, query: Readonly<Record<string, unknown>>): string {
  const space = target.kind === 'sandbox' ? [] : [target.baseUrl ?? target.space, target.projectId]
  const filters = Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([target.kind, ...space, filters]))
    .digest('hex')
}
