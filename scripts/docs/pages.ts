import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { navigationStyle, toNavigation } from './navigation.js'

const sources = new URL('pages/', import.meta.url)
const read = (name: string): Promise<string> => readFile(new URL(name, sources), 'utf8')

/** Title of each page, by the name of its file. */
const titles = { 'index.html': 'signalwire-room-sessions', 'contract.html': 'How the contract works' }

/** Copies the pages of `pages/` into a folder, each with the navigation, its style sheet and its picture inside. */
export async function writePages(folder: string): Promise<void> {
  const style = (await read('style.css')) + (await readFile(navigationStyle, 'utf8'))
  const picture = await read('contract.svg')
  for (const [name, title] of Object.entries(titles)) {
    const content = (await read(name)).replace('<!-- contract.svg -->', () => picture)
    await writeFile(join(folder, name), toPage(title, style, toNavigation(name) + content))
  }
}

function toPage(title: string, style: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${style}</style>
</head>
<body>
${content}</body>
</html>
`
}
