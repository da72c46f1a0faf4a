import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../recordings/', import.meta.url)

/** A file of recordings as it lies on disk. */
export interface RecordingFile {
  /** Where it is from: the name of its folder under `test/recordings`. */
  readonly folder: string
  /** Its path under `test/recordings`. */
  readonly path: string
  readonly text: string
}

/** All recordings of all folders: a new folder is there by being there. */
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
