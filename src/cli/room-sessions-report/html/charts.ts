import { html, type Markup } from '../../../text/html/markup.js'

/** One bar of a chart: its name, its length, and its value for people. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly shown: string
  /** What the pointer shows, beside the value. */
  readonly detail?: string
}

interface ChartText {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  /** What the picture says, for those who do not see it. */
  readonly description: string
}

const round = (value: number) => Math.round(value * 100) / 100

/**
 * Columns over time as SVG, with the highest value and the first and last name beside it.
 *
 * The charts are our own: the libraries that draw SVG without a browser (vega, echarts) are some fifty megabytes, and their pictures have
 * fixed colours, so that they are not right in the light and the dark at once.
 */
export function columnChart(bars: readonly Bar[], { id, title, description }: ChartText): Markup {
  const [width, height] = [1000, 220]
  const max = Math.max(0, ...bars.map(({ value }) => value))
  const step = width / Math.max(1, bars.length)
  const gap = Math.min(4, step * 0.2)
  const [first, last] = [bars[0], bars.at(-1)]
  const highest = bars.find(({ value }) => value === max)
  return html`<figure class="chart">
<div class="columns-top">${highest?.shown}</div>
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title><desc id="${id}-text">${description}</desc>
${bars.map(({ name, value, shown, detail }, index) => {
  const tall = max > 0 ? Math.max(value > 0 ? 1 : 0, (value / max) * height) : 0
  return html`<rect class="bar" x="${round(index * step + gap / 2)}" y="${round(height - tall)}" width="${round(step - gap)}" height="${round(tall)}"><title>${name}: ${shown}${detail && `, ${detail}`}</title></rect>`
})}
</svg>
<div class="columns-ends"><span>${first?.name}</span><span>${bars.length > 1 && last?.name}</span></div>
</figure>`
}

/** Horizontal bars with names and values beside them. */
export function barChart(bars: readonly Bar[]): Markup {
  const max = Math.max(0, ...bars.map(({ value }) => value))
  return html`<table class="bars"><tbody>
${bars.map(
  ({ name, value, shown, detail }) =>
    html`<tr><th scope="row">${name}</th><td class="track"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${max > 0 ? round((value / max) * 100) : 0}" height="10"/></svg></td><td class="number">${shown}</td><td class="detail">${detail}</td></tr>`,
)}
</tbody></table>`
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** How many sessions started on each weekday in each hour, as a table whose cells are the darker the more there are. */
export function heatMap(starts: readonly (readonly number[])[]): Markup {
  const max = Math.max(0, ...starts.flat())
  const shade = (count: number) => (count === 0 ? 0 : Math.max(1, Math.ceil((count / max) * 5)))
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Sessions by weekday and hour"><table class="heat">
<thead><tr><td></td>${Array.from({ length: 24 }, (_, hour) => html`<th scope="col">${String(hour).padStart(2, '0')}</th>`)}</tr></thead>
<tbody>
${starts.map(
  (hours, day) =>
    html`<tr><th scope="row"><abbr title="${weekdays[day] ?? ''}">${weekdays[day]?.slice(0, 3)}</abbr></th>${hours.map((count) => html`<td class="shade-${shade(count)}">${count > 0 && count}</td>`)}</tr>`,
)}
</tbody></table></div>`
}
