import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import stringWidth from 'string-width'
import { drawSpeed } from './pictures/speed.js'

// Writes the README's pictures: of a terminal, from what the built command line prints with colours; of the speed, from the
// README's own table; and of the HTML pages, which Chromium draws. The variable CHROMIUM names the browser.
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

/** What a command prints; with a folder to run in, also what it says on stderr. */
function run(line: string, exitCode: number, cwd?: string): Promise<string> {
  const args = [`${root}dist/cli/main.js`, ...line.split(' ').slice(1)]
  const env = { PATH: process.env.PATH, FORCE_COLOR: '1' }
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: cwd ?? root, env }, (_error, stdout, stderr) => {
      if (child.exitCode === exitCode) resolve(cwd === undefined ? stdout : stdout + stderr)
      else reject(new Error(`exit code ${child.exitCode}: ${stderr}`))
    })
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

/** A picture of a terminal. */
function toSvg(title: string, lines: readonly string[]): string {
  const width = Math.ceil(Math.min(110, Math.max(...lines.map((line) => stringWidth(line)))) * charWidth + 32)
  const rows = lines.map(
    (line, index) => `<text x="16" y="${30 + index * lineHeight}" xml:space="preserve">${toSpans(line)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${lines.length * lineHeight + 32}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" fill="#e6edf3">
<title>${escapeXml(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>
`
}

const pictures = `${root}/.github/pictures`
await mkdir(pictures, { recursive: true })
// 1: the check has findings.
const output = (await run(command, 1)).trimEnd().split('\n')
await writeFile(
  `${pictures}/check.svg`,
  toSvg(command, [`$ ${command}`, ...output.slice(0, maxLines - 4), '…', ...output.slice(-2)]),
)

const watching = 'room-sessions watch --once --format table'
const watched = (await run(`${watching} --sandbox`, 0)).trimEnd().split('\n')
await writeFile(`${pictures}/watch.svg`, toSvg(watching, [`$ ${watching}`, ...watched]))
await writeFile(`${pictures}/speed.svg`, drawSpeed(await readFile(`${root}/README.md`, 'utf8')))

/** Pages with the command that writes them, its exit code, and the height of the picture. */
const pages = [
  ['report', `${command} --format html`, 1, 1200],
  ['costs', 'room-sessions report --sandbox --format html', 0, 1300],
  [
    'attendance',
    'room-sessions attendance e84fef34-942f-4779-9c51-b4b31faf75e1 --sandbox --at-least 75% --format html',
    0,
    640,
  ],
] as const

const folder = await mkdtemp(join(tmpdir(), 'pictures-'))
try {
  const downloading = `room-sessions download --room-name standup --name {room}/{date}.{ext} --to files`
  const download = async () => {
    const lines = await run(`${downloading} --sandbox --concurrency 1`, 0, folder)
    return [
      `$ ${downloading}`,
      ...lines
        .trimEnd()
        .split('\n')
        .filter((line) => !line.includes('embedded sandbox')),
    ]
  }
  // The second time nothing is left to do.
  await writeFile(`${pictures}/download.svg`, toSvg(downloading, [...(await download()), '', ...(await download())]))
  for (const [name, line, exitCode, height] of pages) {
    const page = join(folder, `${name}.html`)
    await writeFile(page, await run(line, exitCode))
    await promisify(execFile)(process.env.CHROMIUM ?? 'chromium', [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--window-size=1040,${height}`],
      `--screenshot=${pictures}/${name}.png`,
      pathToFileURL(page).href,
    ])
  }
} finally {
  await rm(folder, { recursive: true })
}
