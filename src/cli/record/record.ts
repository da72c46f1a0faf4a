import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Document } from '../../contract/index.js'
import { readDocument } from '../check/read-document.js'
import type { Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { findDefaultDocument, readVersion } from '../package-files.js'
import { findTarget, type TargetOptions } from '../reading/connect.js'
import { writeMessage } from '../terminal/message.js'
import { showOn } from '../terminal/screen.js'
import { withoutMisleading } from './intended-mistakes.js'
import type { Provenance } from './provenance.js'
import {
  findKept,
  findRealValues,
  requireOwnFolder,
  toRecordingFiles,
  withoutKept,
  writeRecordings,
} from './recordings-folder.js'
import { findMissing, recordTraffic, toFileName, toOutcome } from './traffic.js'

/** Values of the options of `room-sessions record`. */
export interface RecordOptions extends TargetOptions {
  readonly output?: string
  readonly allowRealValues?: true
}

/**
 * Records the responses of a space into a folder.
 *
 * @throws {CliError} if a real value would be written, or nothing could be recorded.
 */
export async function record({ context }: Run, options: RecordOptions): Promise<ExitCode> {
  const target = findTarget(context.env, options)
  const folder = options.output ?? (target.kind === 'sandbox' ? 'recordings/sandbox' : 'recordings/live')
  await requireOwnFolder(folder)
  const document = await readDocument({})
  const traffic = await recordTraffic(target, context, { document, keepNames: false })
  const kept = await findKept(folder, traffic)
  const clean = withoutMisleading(document, traffic.answers)
  const answers = withoutKept(clean, kept)
  const missing = findMissing(clean)
  const files = toRecordingFiles(answers, traffic.scrubber)
  const counts = `${files.size} recorded, ${kept.length} kept from an earlier run`
  for (const line of missing) await writeMessage(context.stderr, `not recorded: ${line}`)
  const real = findRealValues(answers, traffic.scrubber)
  for (const place of real) await writeMessage(context.stderr, `real value: ${place}`)
  if (real.length > 0 && !options.allowRealValues) {
    if (traffic.stopped !== undefined) await writeMessage(context.stderr, traffic.stopped)
    throw new CliError(`${describeReal(real.length)}; nothing was written; --allow-real-values writes them`)
  }
  if (files.size > 0) {
    await writeRecordings(folder, files, {
      date: context.now().toISOString().slice(0, 10),
      service: target.kind === 'sandbox' ? 'the embedded sandbox' : 'a space',
      document: await describe(document),
      version: readVersion(),
      files: answers
        .filter(({ interactions }) => interactions.length > 0)
        .map((each) => [toFileName(each), each.interactions.length]),
      kept,
      real,
      missing: [
        ...missing,
        ...traffic.notRequested.map(({ operationId, name }) => `${operationId} ${name}: not requested`),
      ],
    })
    await context.stdout.write(
      [...files.keys()].map((name) => `${showOn(context.stdout, `${folder}/${name}`)}\n`).join(''),
    )
  }
  if (traffic.stopped !== undefined)
    throw new CliError(`${traffic.stopped}: ${counts}, ${traffic.notRequested.length} not requested`)
  if (files.size === 0) throw new CliError('nothing could be recorded', { exitCode: 1 })
  return toOutcome(traffic)
}

const describeReal = (count: number) =>
  count === 1
    ? 'a real value cannot be replaced without changing what a check finds'
    : `${count} real values cannot be replaced without changing what a check finds`

async function describe({ title, version }: Document): Promise<Provenance['document']> {
  return {
    title,
    version,
    digest: createHash('sha256')
      .update(await readFile(findDefaultDocument()))
      .digest('hex'),
  }
}
