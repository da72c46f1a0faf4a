import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, posix } from 'node:path'
import { glob } from 'tinyglobby'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeApiReference } from '../../scripts/docs/api-reference.js'
import { documentPage, toDocumentPage } from '../../scripts/docs/document-reference.js'
import { toNavigation } from '../../scripts/docs/navigation.js'
import { writePages } from '../../scripts/docs/pages.js'

// `writeApiReference` throws if an export or an entry file has no docstring, or a link in one leads nowhere.

/** The files of the documentation as text, by path. The page of the document lacks its script, which would have to be downloaded. */
let files: ReadonlyMap<string, string>
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-'))
  await writeApiReference(folder)
  await writePages(folder)
  await writeFile(join(folder, documentPage), await toDocumentPage(''))
  const paths = await glob('**', { cwd: folder })
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')))
  files = new Map(paths.map((path, index) => [path, texts[index] ?? '']))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

const pages = () => [...files].filter(([path]) => extname(path) === '.html')

/** Values of an attribute in HTML or SVG. */
const valuesOf = (attribute: string, text: string) =>
  [...text.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'))

/** The links of a page that do not lead to a file, or to an element of one. */
function findDeadLinks(page: string, text: string, ids: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const links = [...valuesOf('href', text), ...valuesOf('src', text)].filter((link) => !/^(?:https?|data):/.test(link))
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#')
    const target = ids.get(path === '' ? page : posix.join(posix.dirname(page), decodeURIComponent(path)))
    return !target || (anchor && !target.has(decodeURIComponent(anchor)))
  })
}

describe('the documentation', () => {
  test('has the same navigation on every page', () => {
    expect(pages().length).toBeGreaterThan(100)
    const lacking = pages().filter(([path, text]) => !text.includes(toNavigation(path)))
    expect(lacking.map(([path]) => path)).toEqual([])
  })

  test('has no dead link', () => {
    const ids = new Map([...files].map(([path, text]) => [path, new Set(valuesOf('id', text))]))
    const dead = pages().flatMap(([path, text]) => findDeadLinks(path, text, ids).map((link) => `${path}: ${link}`))
    expect(dead).toEqual([])
  })

  test('explains the whole API reference and each of its modules before it lists what they have', () => {
    const listing = pages().filter(([path]) => path === 'api/index.html' || path.startsWith('api/modules/'))
    expect(listing.length).toBe(7)
    const explained =
      /<div class="tsd-page-title">.*?<\/div>\s*<section class="tsd-panel tsd-comment">\s*<div class="[^"]*"><p>\w/s
    expect(listing.filter(([, text]) => !explained.test(text)).map(([path]) => path)).toEqual([])
  })
})
