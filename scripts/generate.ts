/**
 * openapi/room-sessions.yaml -> src/generated/
 *
 *     tsx scripts/generate.ts [--check] [--document FILE] [--output FOLDER]
 *
 * `--check` writes nothing and fails when the folder does not hold what would be written.
 * Exit code 0: done; 1: stale; 2: it could not be done (a broken document, say), and nothing was written.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Names of the generated files that are missing, different or not ours. */
async function findStale(files: ReadonlyMap<string, string>, outputUrl: URL): Promise<string[]> {
  const present = await readdir(outputUrl).catch(() => [])
  const stale = present.filter((name) => !files.has(name))
  for (const [name, content] of files) {
    const current = await readFile(new URL(name, outputUrl), 'utf8').catch(() => undefined)
    if (current !== content) stale.push(name)
  }
  return stale.sort()
}

/** Replaces the whole set: new files are complete on disk before the first old one goes. */
async function write(files: ReadonlyMap<string, string>, stale: readonly string[], outputUrl: URL): Promise<void> {
  await mkdir(outputUrl, { recursive: true })
  const changed = [...files].filter(([name]) => stale.includes(name))
  for (const [name, content] of changed) await writeFile(new URL(`${name}.partial`, outputUrl), content)
  for (const [name] of changed) await rename(new URL(`${name}.partial`, outputUrl), new URL(name, outputUrl))
  for (const name of stale.filter((name) => !files.has(name))) await rm(new URL(name, outputUrl), { recursive: true })
}

/** Runs the script with its arguments and returns its exit code and what it says, in one line. */
export async function run(argv: readonly string[]): Promise<{ code: number; message: string }> {
  try {
    return await main(argv)
  } catch (error) {
    // The message alone: it names file, line and pointer of a broken document.
    return { code: 2, message: error instanceof Error ? error.message : String(error) }
  }
}

async function main(argv: readonly string[]): Promise<{ code: number; message: string }> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      check: { type: 'boolean', default: false },
      document: { type: 'string', default: `${root}openapi/room-sessions.yaml` },
      output: { type: 'string', default: `${root}src/generated` },
    },
  })
  const outputUrl = pathToFileURL(`${values.output}/`)
  // Loaded only when the arguments are right: it takes a second.
  const { generateFiles } = await import('./generate/files.js')
  const files = await generateFiles(pathToFileURL(values.document))
  const stale = await findStale(files, outputUrl)
  const output = relative('', values.output) || '.'
  if (stale.length === 0) return { code: 0, message: `${output} is up to date` }
  if (values.check) {
    const document = relative('', values.document)
    return { code: 1, message: `${output} differs from ${document}: ${stale.join(', ')}. Run: npm run generate` }
  }
  await write(files, stale, outputUrl)
  return { code: 0, message: `${output}: wrote ${stale.join(', ')}` }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { code, message } = await run(process.argv.slice(2))
  console.error(message)
  process.exitCode = code
}
