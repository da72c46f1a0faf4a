import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../recordings/', import.meta.url)

/** A recording file. */
export interface RecordingFile {
  /** Name of its folder under `test/recordings`, which says where it comes from. */
  readonly folder: string
  /** Its path under `test/recordings`. */
  readonly path: string
  readonly text: string
}

/** Reads the recordings of all folders. A new folder is found without any change here. */
export function readRecordings(): RecordingFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\/.*\.(json|har)$/.test(path))
    .sort()
    .map((path) => ({
      folder: path.slice(0, path.indexOf('/')),
      path,
      text: readFileSync(new URL(path, root), 'utf8'),
    }))
}
