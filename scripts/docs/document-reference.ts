import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { document } from '../../src/generated/document.js'

/**
 * Redoc draws OpenAPI 3.1 in light and dark, from one file. It is fetched when asked for, not a dependency: its package wants
 * Node 22 and brings a front end's worth of others, all of which are in that file already.
 */
const redoc = {
  version: '3.0.1',
  integrity: 'sha512-KDfoKaYW19LCl4YStgBnwlaNjYEFfs5zCNt1s1WZ2YM5u8d26Yuzd2l43fZO851ZsgIMe/D640fDJkD8eaRQKQ==',
  bundle: 'package/bundles/redoc.standalone.js',
}
const cache = 'node_modules/.cache/docs'

/** Writes FOLDER/openapi.html: the document drawn by Redoc, in one file that asks nobody for anything. */
export async function writeDocumentReference(folder: string): Promise<void> {
  await writeFile(join(folder, 'openapi.html'), toPage(await readRedoc(), document.info.title))
}

async function readRedoc(): Promise<string> {
  const tarball = `redoc-${redoc.version}.tgz`
  const bytes = await readFile(join(cache, tarball)).catch(() => fetchTarball(tarball))
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  if (integrity !== redoc.integrity) throw new Error(`${tarball}: received ${integrity}, expected ${redoc.integrity}`)
  await promisify(execFile)('tar', ['-xzf', tarball, redoc.bundle], { cwd: cache })
  return readFile(join(cache, redoc.bundle), 'utf8')
}

async function fetchTarball(tarball: string): Promise<Buffer> {
  await mkdir(cache, { recursive: true })
  const npm = ['pack', `redoc@${redoc.version}`, `--pack-destination=${cache}`, '--loglevel=error']
  await promisify(execFile)('npm', npm, { shell: process.platform === 'win32' }).catch(() => {
    throw new Error(`${tarball}: could not be fetched from the npm registry; the rest of docs/ is written`)
  })
  return readFile(join(cache, tarball))
}

function toPage(program: string, title: string): string {
  // The policy lets the page reach nothing: no font, no image, no telemetry.
  return `<!doctype html>
<html lang="en">
<!-- Drawn by Redoc ${redoc.version}, MIT licence, https://github.com/Redocly/redoc -->
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; worker-src blob:">
<title>${title}</title>
<style>
body { margin: 0 }
a:has(> img[src^="https:"]) { display: none } /* a badge whose image would have to be fetched */
</style>
</head>
<body>
<div id="reference"></div>
<script type="module">
${inScript(program)}
;init(${inScript(JSON.stringify(document))}, { disableTelemetry: true, hideDownloadButtons: true }, globalThis.document.getElementById('reference'))
</script>
</body>
</html>
`
}

/** Keeps `</script` and `<!--` in strings and patterns from ending the element. */
const inScript = (code: string): string => code.replaceAll(/<(?=\/script|!--)/gi, '\\x3c')
