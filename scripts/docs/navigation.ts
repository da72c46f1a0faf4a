/** The pages that every page links to, with their names, by path in the folder of the documentation. */
const pages: Readonly<Record<string, string>> = {
  'index.html': 'Start',
  'contract.html': 'How the contract works',
  'api/index.html': 'API reference',
  'openapi.html': 'The document',
}

/** Path of the style sheet of the navigation. */
export const navigationStyle = 'scripts/docs/pages/navigation.css'

/** The navigation at the top of a page, as HTML. `path` is the page's path in the folder of the documentation. */
export function toNavigation(path: string): string {
  const base = '../'.repeat(path.split('/').length - 1)
  const current = path.startsWith('api/') ? 'api/index.html' : path
  const links = Object.entries(pages).map(
    ([target, name]) =>
      `<a href="${base}${target}"${target === current ? ` aria-current="${target === path ? 'page' : 'true'}"` : ''}>${name}</a>`,
  )
  return `<nav class="documentation" aria-label="Documentation">\n${links.join('\n')}\n</nav>\n`
}
