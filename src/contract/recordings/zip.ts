import { unzipSync } from 'fflate'
import { RecordingError } from './recording-error.js'
import { createBudget } from './response-body.js'

/** Files of an archive by their paths in it. */
export type ArchivedFiles = ReadonlyMap<string, Uint8Array>

/** A HAR file and the files beside it. */
interface ArchivedHar {
  readonly har: Uint8Array
  readonly name: string
  readonly files: ArchivedFiles
}

/** Browsers load a few hundred files for a page. */
const maxFiles = 20_000

/** Whether bytes begin as a zip archive does: with the header of its first file. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * Reads an archive with a HAR file, as Playwright writes it: `har.har`, or the only file `*.har`, and bodies beside it.
 *
 * No more is decompressed than the archive announces, and no archive that announces more than a recording may have.
 *
 * @throws RecordingError when the archive is damaged, too large, or has no HAR file.
 */
export function readZip(bytes: Uint8Array, source: string): ArchivedHar {
  const fail = (received: string, expected: string, cause?: unknown) =>
    new RecordingError({ source, pointer: '' }, received, expected, { cause })
  const files = new Map<string, Uint8Array>()
  let count = 0
  let budget = createBudget().bytes
  try {
    const unzipped = unzipSync(bytes, {
      filter({ originalSize }) {
        count += 1
        budget -= originalSize
        if (count > maxFiles) throw fail('more', `at most ${maxFiles} files in a zip archive`)
        if (budget < 0) throw fail('more', `at most ${createBudget().bytes} bytes in a zip archive`)
        return true
      },
    })
    for (const [name, file] of Object.entries(unzipped)) files.set(name, file)
  } catch (error) {
    throw error instanceof RecordingError ? error : fail('a damaged archive', 'a zip archive with a HAR file', error)
  }
  const names = [...files.keys()].filter((name) => /\.har$/i.test(name))
  const name = names.find((each) => each === 'har.har') ?? (names.length === 1 ? names[0] : undefined)
  const har = name === undefined ? undefined : files.get(name)
  if (name !== undefined && har) return { har, name, files }
  throw fail(`${names.length} files *.har`, 'a zip archive with har.har, or with one file *.har')
}
