import type { RoomSessionChange } from '../../client/index.js'
import type { Context, Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { toMessage } from '../failure.js'
import { connectTo, findTarget } from '../reading/connect.js'
import { toQuery } from '../reading/parameters.js'
import { toHumanDuration } from '../terminal/human.js'
import { writeMessage } from '../terminal/message.js'
import type { Metrics } from './metrics.js'
import type { WatchCommandOptions } from './options.js'
import { createPost } from './post.js'
import { runHook } from './run-hook.js'
import { openStateFile, toIdentity } from './state-file.js'
import { createChangesView, createLiveView, createOnceView, type View } from './view.js'

const refreshMs = 1_000

/** Watches room sessions until interrupted, and shows, sends and saves what changes. */
export async function watch({ context }: Run, options: WatchCommandOptions): Promise<ExitCode> {
  const { stderr, env, signal, now } = context
  const { interval, alert, once = false } = options
  const view = createView(context, options)
  const target = findTarget(env, options)
  const query = toQuery('list_room_sessions', options)
  const client = await connectTo(target, context)
  const handle = createHandler(context, options)
  const stateFile = options.state ? await openStateFile(options.state, toIdentity(target, query), context) : undefined
  let metrics: Metrics | undefined
  try {
    if (options.metrics !== undefined) {
      const { serveMetrics } = await import('./metrics.js')
      metrics = await serveMetrics(options.metrics, now)
      await writeMessage(stderr, `metrics are served at ${metrics.url}`)
    }
    const changes = client.roomSessions.watch(query, {
      ...{ signal, intervalMs: interval, limits: alert, once, state: stateFile?.state },
      clock: { now: () => now().getTime(), sleep: (delayMs) => wait(delayMs, context, view) },
      async onPoll({ sessions, state }) {
        await stateFile?.save(state)
        metrics?.addPoll(sessions)
        await view.showSessions(sessions)
      },
      async onError(error, delayMs) {
        metrics?.addError()
        await view.showError(`${toMessage(error)}; reading again in ${toHumanDuration(delayMs / 1000)}`)
      },
    })
    for await (const change of changes) {
      metrics?.addChange(change)
      await view.showChange(change)
      await handle(change)
      await stateFile?.addHandled(change)
    }
    return 0
  } catch (error) {
    // Ctrl-C is the normal end of a watch. With --once it interrupts the only poll.
    if (signal.aborted && error === signal.reason && !once) return 0
    throw error
  } finally {
    await view.end().catch(() => {})
    await metrics?.close()
    await stateFile?.release()
    await client.close()
  }
}

function createView(context: Context, { format, once }: WatchCommandOptions): View {
  const { stdout, env } = context
  const isLive = stdout.isTTY && env.TERM !== 'dumb'
  const chosen = format ?? (isLive ? 'table' : 'ndjson')
  if (once) return createOnceView(context, chosen)
  if (chosen === 'ndjson') return createChangesView(context)
  if (isLive) return createLiveView(context)
  throw new CliError('--format table: expected a terminal, or --once')
}

/** Waits in short steps, so that the view is refreshed meanwhile. */
async function wait(delayMs: number, { sleep, signal }: Context, view: View): Promise<void> {
  for (let left = delayMs; left > 0; left -= refreshMs) {
    await view.refresh()
    await sleep(Math.min(left, refreshMs), signal)
  }
}

/** Sends a change and runs the command for it, as the options say. */
function createHandler(
  context: Context,
  { post, exec }: WatchCommandOptions,
): (change: RoomSessionChange) => Promise<void> {
  const send = post && createPost(post, context)
  return async (change) => {
    await send?.(change)
    const problem = exec === undefined ? undefined : await runHook(exec, change, context)
    if (problem !== undefined) await writeMessage(context.stderr, `--exec: the command ${problem} (${change.id})`)
  }
}
