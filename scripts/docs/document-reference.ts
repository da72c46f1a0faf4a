import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { document } from '../../src/generated/document.js'
import { navigationStyle, toNavigation } from './navigation.js'

/**
 * Redoc shows an OpenAPI 3.1 document with a single script. The script is downloaded when it is needed: as a dependency Redoc would
 * require Node 22 and install a whole front end, which the script already contains.
 */
const redoc = {
  version: '3.0.1',
  integrity: 'sha512-KDfoKaYW19LCl4YStgBnwlaNjYEFfs5zCNt1s1WZ2YM5u8d26Yuzd2l43fZO851ZsgIMe/D640fDJkD8eaRQKQ==',
  bundle: 'package/bundles/redoc.standalone.js',
}
const cache = 'node_modules/.cache/docs'

/** Name of the page. */
export const documentPage = 'openapi.html'

/** Writes FOLDER/openapi.html: the document as shown by Redoc, in one file that loads nothing from the network. */
export async function writeDocumentReference(folder: string): Promise<void> {
  await writeFile(join(folder, documentPage), await toDocumentPage(await readRedoc()))
}

async function readRedoc(): Promise<string> {
  const tarball = `redoc-${redoc.version}.tgz`
  const bytes = await readFile(join(cache, tarball)).catch(() => fetchTarball(tarball))
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  if (integrity !== redoc.integrity)
    throw new Error(`${tarball}: wrong integrity: expected ${redoc.integrity}, received ${integrity}`)
  await promisify(execFile)('tar', ['-xzf', tarball, redoc.bundle], { cwd: cache })
  return readFile(join(cache, redoc.bundle), 'utf8')
}

async function fetchTarball(tarball: string): Promise<Buffer> {
  await mkdir(cache, { recursive: true })
  const npm = ['pack', `redoc@${redoc.version}`, `--pack-destination=${cache}`, '--loglevel=error']
  await promisify(execFile)('npm', npm, { shell: process.platform === 'win32' }).catch(() => {
    throw new Error(`${tarball}: cannot be downloaded from the npm registry; the other pages in docs/ are complete`)
  })
  return readFile(join(cache, tarball))
}

/** The page, with the script of Redoc. */
export async function toDocumentPage(program: string): Promise<string> {
  // The policy forbids every request: no font, no image, no telemetry.
  return `<!doctype html>
<html lang="en">
<!-- Rendered by Redoc ${redoc.version}, MIT licence, https://github.com/Redocly/redoc -->
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; worker-src blob:">
<title>${document.info.title}</title>
<style>
body { margin: 0 }
a[href="https://redocly.com/redoc/"] { display: none } /* a badge whose picture would have to be fetched */
${await readFile(navigationStyle, 'utf8')}</style>
</head>
<body>
${toNavigation(documentPage)}<div id="reference"></div>
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
