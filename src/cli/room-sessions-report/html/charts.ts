import { html, type Markup } from '../../../text/html/markup.js'

/** One bar of a chart: its name, its length, and the text of its value. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly shown: string
  /** More text for the tooltip, after the value. */
  readonly detail?: string
}

interface ChartText {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  /** Says what the picture shows, also for readers who cannot see it. */
  readonly description: string
}

const round = (value: number) => Math.round(value * 100) / 100

/**
 * Columns over time as SVG, with a scale at the left and names below.
 *
 * The charts are our own: libraries that draw SVG without a browser (vega, echarts) take about fifty megabytes, and their
 * pictures have fixed colours, which cannot suit both the light and the dark scheme.
 *
 * @param showTick formats a value on the scale with this number of decimals
 */
export function columnChart(
  bars: readonly Bar[],
  { id, title, description }: ChartText,
  showTick: (value: number, decimals: number) => string,
): Markup {
  const [width, height] = [1000, 220]
  const ticks = toTicks(Math.max(0, ...bars.map(({ value }) => value)))
  const max = ticks.at(-1) ?? 0
  const decimals = Math.max(0, -Math.floor(Math.log10(ticks[1] ?? 1)))
  const yOf = (value: number) => round(height - (max > 0 ? (value / max) * height : 0))
  const step = width / Math.max(1, bars.length)
  const columnWidth = Math.min(maxColumnWidth, step - Math.min(4, step * 0.2))
  return html`<figure class="chart">
<div class="scale" aria-hidden="true">${ticks.toReversed().map((value) => html`<span>${showTick(value, decimals)}</span>`)}</div>
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>
${ticks.map((value) => html`<line class="tick" x2="${width}" y1="${yOf(value)}" y2="${yOf(value)}"/>`)}
${bars.map(({ name, value, shown, detail }, index) => {
  // A value above zero gets a column that can be seen.
  const top = value > 0 ? Math.min(yOf(value), height - 1) : height
  return html`<rect class="bar" x="${round(index * step + (step - columnWidth) / 2)}" y="${top}" width="${round(columnWidth)}" height="${round(height - top)}"><title>${name}: ${shown}${detail && `, ${detail}`}</title></rect>`
})}
</svg>
<div class="names" aria-hidden="true">${toNames(bars)}</div>
<figcaption class="note">${description}</figcaption>
</figure>`
}

/** Maximum width of a column, in units of the picture, which is 1,000 units wide. */
const maxColumnWidth = 60

/** Round values for the scale, from 0 to at least the highest value, in steps of 1, 2 or 5 times a power of ten. */
function toTicks(highest: number): number[] {
  if (!(highest > 0)) return [0]
  const magnitude = 10 ** Math.floor(Math.log10(highest / 4))
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((each) => each * 4 >= highest) ?? highest
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step)
}

/** The names below a chart: all if there are up to three columns, otherwise the first, the middle and the last. */
function toNames(bars: readonly Bar[]): Markup[] {
  const shown = bars.length <= 3 ? bars : [bars[0], bars[Math.floor((bars.length - 1) / 2)], bars.at(-1)]
  return shown.map((bar) => html`<span>${bar?.name}</span>`)
}

/** Wraps a table so that it scrolls sideways on its own, also by the keyboard. */
export const toScrolling = (label: string, table: Markup): Markup =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="Table: ${label}">${table}</div>`

/** Horizontal bars with names and values beside them. */
export function barChart(bars: readonly Bar[]): Markup {
  const max = Math.max(0, ...bars.map(({ value }) => value))
  return html`<table class="bars"><tbody>
${bars.map(
  ({ name, value, shown, detail }) =>
    html`<tr><th scope="row">${name}</th><td class="track"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${value > 0 ? Math.max(0.5, round((value / max) * 100)) : 0}" height="10"/></svg></td><td class="number">${shown}</td><td class="detail">${detail}</td></tr>`,
)}
</tbody></table>`
}

/** `5.1K` for 5,123: a cell has no room for more. */
const showCount = (count: number) => count.toLocaleString('en-US', { notation: 'compact' })

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** A table of how many sessions started on each weekday in each hour. The more sessions, the darker the cell. */
export function heatMap(starts: readonly (readonly number[])[]): Markup {
  const max = Math.max(0, ...starts.flat())
  const shade = (count: number) => (count === 0 ? 0 : Math.max(1, Math.ceil((count / max) * 5)))
  return toScrolling(
    'sessions by weekday and hour',
    html`<table class="heat">
<thead><tr><td></td>${Array.from({ length: 24 }, (_, hour) => html`<th scope="col">${String(hour).padStart(2, '0')}</th>`)}</tr></thead>
<tbody>
${starts.map(
  (hours, day) =>
    html`<tr><th scope="row"><abbr title="${weekdays[day] ?? ''}">${weekdays[day]?.slice(0, 3)}</abbr></th>${hours.map((count) => html`<td class="shade-${shade(count)}">${count > 0 && showCount(count)}</td>`)}</tr>`,
)}
</tbody></table>`,
  )
}
