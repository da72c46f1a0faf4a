import { expect, test } from 'vitest'
import { barChart, columnChart, heatMap } from '../../../src/cli/room-sessions-report/html/charts.js'

const barsOf = (...values: readonly number[]) =>
  values.map((value, index) => ({ name: `n${index}`, value, shown: `$${value}` }))
const draw = (...values: readonly number[]) =>
  columnChart(barsOf(...values), { id: 'a', title: 'b', description: 'c' }, (value, decimals) =>
    value.toFixed(decimals),
  ).markup
const textsOf = (markup: string, pattern: RegExp) =>
  [...markup.matchAll(pattern)].map(([, ...found]) => found.join(' '))

test.each([
  [[4], '4 3 2 1 0'],
  [[4.1], '6 4 2 0'],
  [[7, 8], '8 6 4 2 0'],
  [[9], '10 5 0'],
  [[21], '30 20 10 0'],
  [[1000], '1000 500 0'],
  [[0.03], '0.03 0.02 0.01 0.00'],
  [[0], '0'],
  [[], '0'],
])('the scale of %j has the round values %s', (values, expected) => {
  const [scale = ''] = textsOf(draw(...values), /<div class="scale" aria-hidden="true">(.*?)<\/div>/g)
  expect(textsOf(scale, /<span>(.*?)<\/span>/g).join(' ')).toBe(expected)
})

test('columns are in proportion to their values, side by side, and one above zero can be seen', () => {
  expect(textsOf(draw(4, 1, 0, 0.001), /<rect class="bar" x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)">/g)).toEqual(
    ['95 0 60 220', '345 165 60 55', '595 220 60 0', '845 219 60 1'],
  )
  expect(textsOf(draw(...Array(100).fill(1)), /width="([\d.]+)" height="([\d.]+)"><title>n1:/g)).toEqual(['8 220'])
  expect(textsOf(draw(2), /<line class="tick" x2="1000" y1="(.*?)" y2="(.*?)"\/>/g)).toEqual([
    ...['220 220', '165 165', '110 110', '55 55', '0 0'],
  ])
})

test.each([
  [1, 'n0'],
  [3, 'n0 n1 n2'],
  [4, 'n0 n1 n3'],
  [5, 'n0 n2 n4'],
])('of %i columns these are named: %s', (count, expected) => {
  const [names = ''] = textsOf(draw(...Array(count).fill(1)), /<div class="names" aria-hidden="true">(.*?)<\/div>/g)
  expect(textsOf(names, /<span>(.*?)<\/span>/g).join(' ')).toBe(expected)
})

test('a bar has its value and what else is known, and is seen if it is above zero', () => {
  const { markup } = barChart([...barsOf(1000, 500, 1, 0), { name: 'x', value: 250, shown: 'y', detail: 'z' }])
  expect(textsOf(markup, /width="(.*?)" height="10"/g)).toEqual(['100', '50', '0.5', '0', '25'])
  expect(
    textsOf(
      markup,
      /<th scope="row">(.*?)<\/th>.*?<td class="number">(.*?)<\/td><td class="detail">(.*?)<\/td>/g,
    ).slice(3),
  ).toEqual(['n3 $0 ', 'x y z'])
  expect(draw(1)).toContain('<title>n0: $1</title>')
  expect(
    columnChart([{ name: 'x', value: 1, shown: 'y', detail: 'z' }], { id: '', title: '', description: '' }, String)
      .markup,
  ).toContain('<title>x: y, z</title>')
})

test('the more sessions start in an hour, the darker is its cell', () => {
  const starts = [[0, 1, 20, 21, 100], [5123]]
  const [monday = [], tuesday = []] = [starts, [[], [5123]]].map((each) =>
    textsOf(heatMap(each).markup, /<td class="shade-(\d)">(.*?)<\/td>/g),
  )
  expect(monday).toEqual(['0 ', '1 1', '1 20', '1 21', '1 100', '5 5.1K'])
  expect(tuesday).toEqual(['5 5.1K'])
  expect(textsOf(heatMap([[0, 1, 20, 21, 100]]).markup, /<td class="shade-(\d)">/g)).toEqual([...'01125'])
  expect(textsOf(heatMap([[], []]).markup, /<abbr title="(.*?)">(.*?)<\/abbr>/g)).toEqual(['Monday Mon', 'Tuesday Tue'])
  expect(textsOf(heatMap([]).markup, /<th scope="col">(\d\d)<\/th>/g)).toHaveLength(24)
})
