import { expect, test } from 'vitest'
import { html, toTrusted } from '../../../src/text/html/markup.js'

type Part = Parameters<typeof html>[1]

test.each<[string, Part, string]>([
  ['a text', `<a href="x">'&'</a>\u202e`, '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\\u202e'],
  ['a number', 0, '0'],
  ['markup', html`<b>${'<'}</b>`, '<b>&lt;</b>'],
  ['trusted markup', toTrusted('<i>'), '<i>'],
  ['a list', ['<', html`<br>`, [1, undefined]], '&lt;<br>1'],
  ['nothing', undefined, ''],
  ['what a condition leaves out', false, ''],
])('HTML contains %s', (_, part, expected) => {
  expect(html`<p>${part}</p>`.markup).toBe(`<p>${expected}</p>`)
})
