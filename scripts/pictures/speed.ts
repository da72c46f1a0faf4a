/** A row of the table: who was measured, and a ratio for each task. */
interface Row {
  readonly name: string
  readonly ratios: readonly number[]
}

const panelWidth = 460
const rowHeight = 22
const nameWidth = 222
const barWidth = 180
/** A bar of this ratio has the full width. */
const maxRatio = 1.4

/** The speed table of the README as a picture in SVG: a panel of bars for each task, shorter bars are faster. */
export function drawSpeed(readme: string): string {
  const { tasks, rows } = readTable(readme)
  const panelHeight = rows.length * rowHeight + 44
  const height = Math.ceil(tasks.length / 2) * panelHeight + 44
  const panels = tasks.map((task, index) => {
    const place = `translate(${16 + (index % 2) * panelWidth} ${16 + Math.floor(index / 2) * panelHeight})`
    return `<g transform="${place}">${drawPanel(task, rows, index)}</g>`
  })
  const text = rows.map(({ name, ratios }) => `${name}: ${ratios.join(', ')}`).join('; ')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * panelWidth + 32}" height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="#e6edf3" role="img" aria-labelledby="title text">
<title id="title">CPU time as a ratio to fetch + JSON.parse</title><desc id="text">${escapeXml(`${tasks.join('; ')}. ${text}.`)}</desc>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${panels.join('\n')}
<text x="16" y="${height - 16}" fill="#8b949e">CPU time as a ratio to fetch + JSON.parse by hand, which is 1.00 (the dashed line). Shorter is faster.</text>
</svg>
`
}

function drawPanel(task: string, rows: readonly Row[], column: number): string {
  const bars = rows.map(({ name, ratios }, index) => {
    const ratio = ratios[column] ?? 0
    const width = Math.round(Math.min(ratio, maxRatio) * (barWidth / maxRatio))
    const y = 30 + index * rowHeight
    const isOurs = name.startsWith('this client')
    return `<text x="0" y="${y + 13}"${isOurs ? ' font-weight="bold"' : ''}>${escapeXml(name)}</text><rect x="${nameWidth}" y="${y + 2}" width="${width}" height="14" rx="2" fill="${isOurs ? '#58a6ff' : '#6e7681'}"/><text x="${nameWidth + width + 6}" y="${y + 13}" stroke="#0d1117" stroke-width="4" paint-order="stroke">${ratio.toFixed(2)}</text>`
  })
  const line = nameWidth + barWidth / maxRatio
  const end = 30 + rows.length * rowHeight
  return `<text y="14" font-weight="bold">${escapeXml(task)}</text>
<path d="M${line.toFixed(1)} 26V${end}" stroke="#8b949e" stroke-dasharray="3 3"/>
${bars.join('\n')}`
}

/** Reads the first table of the section "Speed". Its last column is memory. */
function readTable(readme: string): { tasks: string[]; rows: Row[] } {
  const section = readme.split('\n## Speed\n')[1] ?? ''
  const [head = [], , ...body] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -2))
  if (body.length === 0) throw new Error('README.md: no table in the section "Speed"')
  const rows = body.map(([name = '', ...cells]) => ({
    name: name.replaceAll('`', '').trim(),
    ratios: cells.map((cell) => Number.parseFloat(cell)),
  }))
  const tasks = head.slice(1).map((task) => task.trim().replace(/^in pages/, '200,000 sessions in pages'))
  return { tasks, rows }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
