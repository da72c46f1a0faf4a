import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import stringWidth from 'string-width'

// Writes the README's pictures: of a terminal, from what the built command line prints with colours, and of the HTML report,
// which Chromium draws. The variable CHROMIUM names the browser.
const root = fileURLToPath(new URL('..', import.meta.url))
const command = 'room-sessions check test/recordings/historical'
const lineHeight = 18
const charWidth = 7.8
const maxLines = 24
/** A change of colour or weight, with its parameter. */
const sgr = new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`)
/** Colours by the parameter of SGR (ECMA-48, 8.3.117). */
const styles: Readonly<Record<string, string>> = {
  1: 'font-weight="bold"',
  2: 'opacity="0.6"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
  36: 'fill="#76e3ea"',
}

/** What the command prints. */
function run(...more: readonly string[]): Promise<string> {
  const args = ['dist/cli/main.js', ...command.split(' ').slice(1), ...more]
  const env = { PATH: process.env.PATH, FORCE_COLOR: '1' }
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: root, env }, (_error, stdout, stderr) =>
      // 1: the check has findings.
      child.exitCode === 1 ? resolve(stdout) : reject(new Error(`exit code ${child.exitCode}: ${stderr}`)),
    )
  })
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** A line with ANSI colours as `tspan` elements. */
function toSpans(line: string): string {
  let style = ''
  return line
    .split(sgr)
    .map((part, index) => {
      if (index % 2 === 0) return part && `<tspan ${style}>${escapeXml(part)}</tspan>`
      style = styles[part] ?? ''
      return ''
    })
    .join('')
}

const output = (await run()).trimEnd().split('\n')
const lines = [`$ ${command}`, ...output.slice(0, maxLines - 4), '…', ...output.slice(-2)]
const width = Math.ceil(Math.min(110, Math.max(...lines.map((line) => stringWidth(line)))) * charWidth + 32)
const rows = lines.map(
  (line, index) => `<text x="16" y="${30 + index * lineHeight}" xml:space="preserve">${toSpans(line)}</text>`,
)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${lines.length * lineHeight + 32}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" fill="#e6edf3">
<title>${escapeXml(command)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`
await mkdir(`${root}/.github/pictures`, { recursive: true })
await writeFile(`${root}/.github/pictures/check.svg`, svg)

const folder = await mkdtemp(join(tmpdir(), 'pictures-'))
try {
  const page = join(folder, 'report.html')
  await writeFile(page, await run('--format', 'html'))
  await promisify(execFile)(process.env.CHROMIUM ?? 'chromium', [
    ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1040,1200'],
    `--screenshot=${root}/.github/pictures/report.png`,
    pathToFileURL(page).href,
  ])
} finally {
  await rm(folder, { recursive: true })
}
