import type { Document } from '../../contract/index.js'
import { basePathsOf, createRouter } from '../../openapi/index.js'
import { parseUrl } from '../../text/url.js'

/**
 * Returns a function that converts the URL of a request to the target into a URL of the document: if the target serves the API
 * without the document's base path, the function adds that base path. It returns every other URL unchanged.
 *
 * @param basePath base path of the target, without a slash at its end
 */
export function createDocumentUrl({ root, operations }: Document, basePath: string): (url: string) => string {
  const basePaths = basePathsOf(root)
  if (basePaths.includes(basePath)) return (url) => url
  const router = createRouter(operations)
  return (url) => {
    const parsed = parseUrl(url)
    if (!parsed || router.route('GET', parsed).path !== undefined) return url
    if (!router.findBasePaths(parsed).includes(basePath)) return url
    const rest = parsed.pathname.slice(basePath.length) + parsed.search
    const candidates = basePaths.flatMap((each) => parseUrl(`${parsed.origin}${each}${rest}`) ?? [])
    return candidates.find((each) => router.route('GET', each).path !== undefined)?.href ?? url
  }
}
