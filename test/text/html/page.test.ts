import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { html } from '../../../src/text/html/markup.js'
import { formatPage } from '../../../src/text/html/page.js'

const digestOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const body = html`<p>${'a < b'}</p>`

test.each([
  ['without a script', undefined, []],
  ['with a script', 'let a', [`script-src ${digestOf('let a')}`]],
])('a page %s may load and send nothing, and its own parts are allowed by their digests', (_, script, allowed) => {
  const page = formatPage({ title: 'a & b', style: 'p {}', body, ...(script !== undefined && { script }) })
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []

  expect(policy.replaceAll('&#39;', "'").replaceAll('&apos;', "'").split('; ')).toEqual([
    "default-src 'none'",
    `style-src ${digestOf('p {}')}`,
    ...allowed,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ])
  expect(page).toContain('<style>p {}</style>')
  expect(page.includes('<script>')).toBe(script !== undefined)
  expect(page).toContain('<title>a &amp; b</title>')
  expect(page).toContain('<p>a &lt; b</p>')
})
