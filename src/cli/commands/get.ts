import { Command } from 'commander'
import { toVisibleJson } from '../../text/visible-text.js'
import type { Act, Context, Run } from '../context.js'
import type { ExitCode } from '../exit.js'
import { csvWriter } from '../output/csv.js'
import { ndjsonWriter } from '../output/json.js'
import type { Row } from '../output/row.js'
import type { Format } from '../output/row-writer.js'
import { toRecordTable } from '../output/table.js'
import { connect } from '../reading/connect.js'
import { idArgument, type ReadingOptions, withItemOptions } from '../reading/reading-options.js'
import { resources, showProperty } from '../reading/room-sessions.js'
import { createColors } from '../terminal/colors.js'
import { writeMessage } from '../terminal/message.js'

/** `room-sessions get` */
export function getCommand(act: Act): Command {
  return withItemOptions(new Command('get').addArgument(idArgument()))
    .description('Show one room session')
    .addHelpText('after', example)
    .action((id: string, options: ReadingOptions) => act((run) => get(run, id, options)))
}

const example = `
Example:
  $ room-sessions get c22d24f6-5a47-4597-9a23-c7d01e696b92 --format json`

async function get({ context }: Run, id: string, options: ReadingOptions): Promise<ExitCode> {
  const { stdout, signal } = context
  const client = await connect(context, options.sandbox === true)
  // The writers take any object; TypeScript does not convert an interface to a record by itself.
  const row = (await client.roomSessions.get(id, { signal })) as unknown as Row
  await show[options.format ?? (stdout.isTTY ? 'table' : 'json')](context, row)
  return 0
}

const show: Record<Format, (context: Context, row: Row) => Promise<void>> = {
  table: ({ stdout, env }, row) =>
    stdout.write(toRecordTable(row, { colors: createColors(stdout, env), show: showProperty })),
  json: ({ stdout }, row) => stdout.write(`${toVisibleJson(row, 2)}\n`),
  ndjson: ({ stdout }, row) => ndjsonWriter(stdout).write([row]),
  async csv({ stdout, stderr }, row) {
    const writer = csvWriter(stdout, resources.session.properties)
    await writer.write([row])
    for (const note of writer.notes?.() ?? []) await writeMessage(stderr, note)
  },
}
