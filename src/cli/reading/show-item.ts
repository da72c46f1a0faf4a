import type { Client, ItemOptions } from '../../client/index.js'
import { toVisibleJson } from '../../text/visible-text.js'
import type { Context, Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { csvWriter } from '../output/csv.js'
import type { Format } from '../output/format.js'
import { ndjsonWriter } from '../output/json.js'
import type { Row } from '../output/row.js'
import { toRecordTable } from '../output/table.js'
import { createColors } from '../terminal/colors.js'
import { writeMessage } from '../terminal/message.js'
import { connect } from './connect.js'
import { printCurl } from './curl.js'
import type { ReadingOptions } from './reading-options.js'
import { type Resource, showProperty } from './room-sessions.js'

/** Writes one item to stdout. */
export async function showItem(
  { context }: Run,
  resource: Resource,
  options: ReadingOptions,
  readItem: (client: Client, options: ItemOptions) => Promise<object>,
): Promise<ExitCode> {
  const { stdout, signal } = context
  if (options.curl) return await printCurl(context, options, (client) => readItem(client, { signal, retry: false }))
  const client = await connect(context, options)
  // The writers take any object; TypeScript does not convert an interface to a record by itself.
  const row = (await readItem(client, { signal })) as Row
  await show[options.format ?? (stdout.isTTY ? 'table' : 'json')](context, row, resource)
  return 0
}

const show: Record<Format, (context: Context, row: Row, resource: Resource) => Promise<void>> = {
  table: ({ stdout, env }, row) =>
    stdout.write(toRecordTable(row, { colors: createColors(stdout, env), show: showProperty })),
  json: ({ stdout }, row) => stdout.write(`${toVisibleJson(row, 2)}\n`),
  ndjson: ({ stdout }, row) => ndjsonWriter(stdout).write([row]),
  async csv({ stdout, stderr }, row, { properties }) {
    const writer = csvWriter(stdout, properties)
    await writer.write([row])
    for (const note of writer.notes?.() ?? []) await writeMessage(stderr, note)
  },
}
