import type { RoomSessionChange, WatchedSession } from '../../client/index.js'
import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'
import { type Context, type Screen, widthOf } from '../context.js'
import { ndjsonWriter } from '../output/json.js'
import type { Row } from '../output/row.js'
import { type Column, cutToWidth, tableWriter } from '../output/table.js'
import { createColors } from '../terminal/colors.js'
import { toHumanDollars, toHumanDuration, toHumanTime } from '../terminal/human.js'
import { writeMessage } from '../terminal/message.js'
import { toCount, toSessions } from '../terminal/progress.js'

/** Shows a watch on stdout. */
export interface View {
  /** Shows the sessions in progress. */
  showSessions(sessions: readonly WatchedSession[]): Promise<void>
  showChange(change: RoomSessionChange): Promise<void>
  showError(message: string): Promise<void>
  /** Updates what changes with time, such as durations. Called once a second. */
  refresh(): Promise<void>
  /** Restores the terminal. */
  end(): Promise<void>
}

/** Writes one JSON text per change. */
export function createChangesView({ stdout, stderr }: Pick<Context, 'stdout' | 'stderr'>): View {
  const writer = ndjsonWriter(stdout)
  return {
    async showSessions() {},
    showChange: (change) => writer.write([{ ...change }]),
    showError: (message) => writeMessage(stderr, message),
    async refresh() {},
    async end() {},
  }
}

/** Writes the sessions of one poll, as a table or as JSON texts with the number of members that are present. */
export function createOnceView(context: Context, format: 'table' | 'ndjson'): View {
  const { stdout, stderr } = context
  return {
    showSessions: async (sessions) =>
      format === 'table'
        ? stdout.write(await formatTable(sessions, context, 0))
        : ndjsonWriter(stdout).write(sessions.map(({ session, present }) => ({ ...session, present }))),
    async showChange() {},
    showError: (message) => writeMessage(stderr, message),
    async refresh() {},
    async end() {},
  }
}

// ECMA-48 and the private modes of xterm: the alternate screen, which is restored in the end, and the cursor.
const enter = '\u001b[?1049h\u001b[?25l'
const leave = '\u001b[?25h\u001b[?1049l'
const home = '\u001b[H'
const eraseRight = '\u001b[K'
const eraseBelow = '\u001b[J'

/** Maximum number of changes and errors that are shown below the table. */
const maxLines = 6

/** Minimum time between two frames. */
const minFrameMs = 100

/**
 * Draws the sessions in progress again and again on the alternate screen of a terminal. Each frame is written in one piece over
 * the last one, so that nothing flickers, and has the current size of the terminal.
 */
export function createLiveView(context: Context): View {
  const { stdout, now } = context
  let sessions: readonly WatchedSession[] | undefined
  let polled = 0
  let drawn = 0
  let isOpen = false
  const lines: string[] = []
  const draw = async () => {
    if (sessions === undefined && lines.length === 0) return
    drawn = now().getTime()
    const frame = await formatFrame({ sessions: sessions ?? [], polled, lines, now: drawn }, context)
    const text = `${home}${frame.map((line) => `${line}${eraseRight}`).join('\r\n')}${eraseBelow}`
    const opening = isOpen ? '' : enter
    isOpen = true
    await stdout.write(`${opening}${text}`)
  }
  const addLine = async (line: string) => {
    lines.push(toVisibleText(line))
    if (lines.length > maxLines) lines.shift()
    // The first poll may find thousands of changes.
    if (now().getTime() - drawn >= minFrameMs) await draw()
  }
  return {
    async showSessions(found) {
      sessions = found
      polled = now().getTime()
      await draw()
    },
    showChange: (change) => addLine(formatChange(change)),
    showError: (message) => addLine(`${now().toISOString().slice(11, 19)}  ${shorten(message, 300)}`),
    refresh: draw,
    async end() {
      if (!isOpen) return
      isOpen = false
      // The last table stays on the screen of the shell.
      const last = sessions ? await formatTable(sessions, context, now().getTime() - polled) : ''
      await stdout.write(`${leave}${last}`)
    },
  }
}

interface Frame {
  readonly sessions: readonly WatchedSession[]
  readonly polled: number
  readonly lines: readonly string[]
  readonly now: number
}

/** The lines of a frame, cut to the size of the terminal. */
async function formatFrame({ sessions, polled, lines, now }: Frame, context: Context): Promise<string[]> {
  const { stdout, env } = context
  // What stands in the last column would be erased with the rest of the line.
  const width = widthOf(stdout, env) - 1
  const rows = stdout.rows ?? 24
  const members = sessions.reduce((sum, { present }) => sum + present, 0)
  const ago = polled === 0 ? '' : `, read ${toHumanDuration(Math.max(0, now - polled) / 1000)} ago`
  const title = `${toSessions(sessions.length)} in progress, ${toCount(members)} ${members === 1 ? 'member' : 'members'}${ago}. Ctrl-C ends.`
  const below = lines.length > 0 ? ['', ...lines] : []
  const room = Math.max(1, rows - below.length - 3)
  const table = (await formatTable(sessions.slice(0, room), context, now - polled, width)).split('\n').slice(0, -1)
  const more = sessions.length > room ? [`and ${toCount(sessions.length - room)} more`] : []
  return [title, ...table, ...more, ...below].slice(0, rows).map((line) => cutToWidth(line, width))
}

const absent = '-'

const column = (title: string, name: string, options: Partial<Column> = {}): Column => ({
  title,
  cell: (row) => String(row[name]),
  minWidth: title.length,
  ...options,
})

const columns: readonly Column[] = [
  column('Room', 'room', { minWidth: 9, cutTo: 24 }),
  column('Duration', 'duration', { align: 'right', minWidth: 8 }),
  column('Members', 'members', { align: 'right' }),
  column('Cost', 'cost', { align: 'right', minWidth: 8 }),
  column('Since (UTC)', 'since', { minWidth: 16 }),
  column('Status', 'status', { minWidth: 11, color: (value, colors) => colors.green(value) }),
  column('Id', 'id', { minWidth: 36, detail: true }),
]

/** A table of sessions in progress, whose durations have grown since they were read. */
async function formatTable(
  sessions: readonly WatchedSession[],
  context: Context,
  grownMs: number,
  width = widthOf(context.stdout, context.env),
): Promise<string> {
  if (sessions.length === 0) return 'No room session is in progress.\n'
  let text = ''
  const screen: Screen = {
    ...{ isTTY: context.stdout.isTTY, columns: context.stdout.columns },
    async write(part) {
      text += part
    },
  }
  const writer = tableWriter({
    ...{ screen, columns, width },
    colors: createColors(context.stdout, context.env),
  })
  await writer.write(sessions.map((session) => toRow(session, grownMs / 1000)))
  return text
}

function toRow({ session, present }: WatchedSession, grown: number): Row {
  const { start_time: start, duration } = session
  const cost = 'cost_in_dollars' in session ? session.cost_in_dollars : undefined
  return {
    id: session.id,
    room: session.display_name ?? session.name ?? absent,
    status: session.status ?? absent,
    since: typeof start === 'string' ? toHumanTime(start) : absent,
    duration: typeof duration === 'number' ? toHumanDuration(duration + grown) : absent,
    members: toCount(present),
    cost: typeof cost === 'number' ? toHumanDollars(cost) : absent,
  }
}

const showOfLimit = { cost: toHumanDollars, duration: toHumanDuration, members: toCount }

/** A change in one line. */
function formatChange(change: RoomSessionChange): string {
  const what = {
    'session.started': () => '',
    'session.ended': () => '',
    'member.joined': () => nameOf(change),
    'member.left': () => nameOf(change),
    'recording.finished': () => '',
    'limit.passed': () => ('limit' in change ? `${change.limit.of} ${showOfLimit[change.limit.of](change.value)}` : ''),
  }[change.type]()
  return [change.time.slice(11, 19), change.type, change.roomName ?? change.sessionId, what].filter(Boolean).join('  ')
}

const nameOf = (change: RoomSessionChange) => ('member' in change ? (change.member?.name ?? '') : '')
