import type { Client, Page, RoomSessionListOptions } from '../../client/index.js'
import type { Run } from '../context.js'
import { widthOf } from '../context.js'
import type { ExitCode } from '../exit.js'
import { isClosedPipe } from '../files/files.js'
import type { RowWriter } from '../output/row.js'
import { createRowWriter } from '../output/row-writer.js'
import { createColors } from '../terminal/colors.js'
import { writeMessage } from '../terminal/message.js'
import { toResumeCommand } from '../terminal/shell.js'
import { connect } from './connect.js'
import { printCurl } from './curl.js'
import { parsePosition } from './cursor.js'
import { createPeriodCount, hasPeriod, toPeriod } from './period.js'
import { readPages } from './read-pages.js'
import type { PagesOptions } from './reading-options.js'
import { type Resource, toColumns } from './room-sessions.js'

/** Reads a list, of items of any type. */
type ReadList = (
  client: Client,
  options: RoomSessionListOptions,
) => PromiseLike<object> & { pages(): AsyncIterable<Page<object>> }

/** Writes the items of a list to stdout. If there are more, stderr has the command to continue with. */
export async function showPages(
  { context, argv }: Run,
  resource: Resource,
  options: PagesOptions,
  readList: ReadList,
): Promise<ExitCode> {
  const { stdout, stderr, env, signal } = context
  const period = await toPeriod(options, context)
  const start = parsePosition(options.cursor)
  if (options.curl) {
    const call = { signal, retry: false, ...(start.cursor && { cursor: start.cursor }) } as const
    const code = await printCurl(context, options, (client) => readList(client, call))
    if (hasPeriod(options))
      await writeMessage(
        stderr,
        'the request does not contain the period; without --curl this command filters the sessions by it',
      )
    return code
  }
  const client = await connect(context, options)
  const { columns } = options
  const writer = createRowWriter(options.format ?? (stdout.isTTY ? 'table' : 'ndjson'), {
    screen: stdout,
    advice: '--columns chooses some, --format csv has all',
    colors: createColors(stdout, env),
    // Columns that someone asked for are shown, however wide they are.
    ...(columns
      ? { width: Number.POSITIVE_INFINITY, columns: toColumns(resource, columns), properties: columns }
      : { width: widthOf(stdout, env), ...resource }),
  })
  const pages = readList(client, {
    signal,
    ...(start.cursor && { cursor: start.cursor }),
    prefetch: options.limit === undefined,
    ...period,
  }).pages()
  const periodCount = createPeriodCount(period)
  const { rest, count, error } = await readPages(pages, {
    writer: columns ? withProperties(writer, columns) : writer,
    start,
    limit: options.limit,
    signal,
    onPage: periodCount.add,
  })

  if (error === undefined || (count > 0 && !isClosedPipe(error))) await writer.end()
  for (const note of [periodCount.toLine() ?? [], writer.notes?.() ?? []].flat()) await writeMessage(stderr, note)
  if (rest && count > 0 && !isClosedPipe(error)) await writeMessage(stderr, 'to continue:', toResumeCommand(argv, rest))
  if (error !== undefined) throw error
  return 0
}

/** A writer of rows with these properties only, in this order. */
const withProperties = (writer: RowWriter, properties: readonly string[]): RowWriter => ({
  ...writer,
  write: (rows) =>
    writer.write(
      rows.map((row) =>
        Object.fromEntries(properties.flatMap((name) => (Object.hasOwn(row, name) ? [[name, row[name]]] : []))),
      ),
    ),
})
