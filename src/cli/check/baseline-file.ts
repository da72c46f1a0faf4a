import {
  type Baseline,
  BaselineError,
  formatBaseline,
  parseBaseline,
  type Report,
  toBaseline,
} from '../../contract/check-recordings.js'
import { countOf } from '../../text/plural.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { findText } from '../files/files.js'
import { writeOutput } from '../files/write-output.js'
import { writeMessage } from '../terminal/message.js'

/** Values of the options about a baseline. */
export interface BaselineOptions {
  readonly baseline?: string
  readonly updateBaseline?: true
}

/**
 * Reads the baseline of `--baseline`. Returns `update` with `--update-baseline`, and undefined without a baseline.
 *
 * @throws {CliError} if the file does not exist or cannot be read, or `--update-baseline` is given without `--baseline`
 * @throws {BaselineError} like `parseBaseline`
 */
export async function readBaseline({
  baseline: path,
  updateBaseline,
}: BaselineOptions): Promise<Baseline | 'update' | undefined> {
  if (path === undefined) {
    if (updateBaseline) throw new CliError('--update-baseline: expected --baseline with the file to write')
    return undefined
  }
  if (updateBaseline) return 'update'
  const text = await findText(path)
  if (text === undefined)
    throw new CliError(`${path}: no such file; --update-baseline creates it and accepts the findings of today`)
  return parseBaseline(text, path)
}

/**
 * Writes the findings of a report to the file of `--baseline`, and says on stderr what changed.
 *
 * @throws {CliError} if the file cannot be written
 */
export async function updateBaseline(context: Context, report: Report, path: string): Promise<void> {
  if (report.verdict === 'nothing-checked')
    return await writeMessage(context.stderr, `${path}: not written, because nothing was checked`)
  const baseline = toBaseline(report)
  const before = await readKeys(path)
  const after = keysOf(baseline)
  await writeOutput(path, formatBaseline(baseline, path.endsWith('.json') ? 'json' : 'yaml'))
  const added = [...after].filter((key) => !before.has(key)).length
  const removed = [...before].filter((key) => !after.has(key)).length
  const changes = before.size === 0 ? '' : ` (${added} new, ${removed} gone)`
  await writeMessage(context.stderr, `${path}: accepts ${countOf(after.size, 'finding')}${changes}`)
}

/** Returns each finding as a text, so that findings can be compared: the fields are always in the same order. */
function keysOf(baseline: Baseline): Set<string> {
  return new Set(baseline.entries.map((entry) => JSON.stringify(entry)))
}

/** Returns the findings that the file has so far. Empty if the file cannot be used, because it will be replaced. */
async function readKeys(path: string): Promise<Set<string>> {
  try {
    const text = await findText(path)
    return text === undefined ? new Set() : keysOf(parseBaseline(text, path))
  } catch (error) {
    if (error instanceof BaselineError) return new Set()
    throw error
  }
}
