import type { Sandbox } from '../../src/sandbox/index.js'

/** Base64 of HTTP Basic for a sandbox's credentials. */
export function authorize({ credentials }: Sandbox): { authorization: string } {
  return { authorization: `Basic ${btoa(`${credentials.projectId}:${credentials.apiToken}`)}` }
}

/** Asks a sandbox with its own credentials; a path is taken for one of its space. */
export function ask(sandbox: Sandbox, address: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(address, 'https://example.signalwire.com')
  return sandbox.fetch(new Request(url, { headers: authorize(sandbox), ...init }))
}

/** The body of a 200, of the type that the caller names. */
export async function read<Body>(sandbox: Sandbox, address: string): Promise<Body> {
  const response = await ask(sandbox, address)
  const body: unknown = await response.json()
  if (response.status !== 200) throw new Error(`${address} gave ${response.status}: ${JSON.stringify(body)}`)
  // The conformance tests hold every body against the document.
  return body as Body
}

/** All items of a list, page after page. */
export async function readAll<Item>(sandbox: Sandbox, address: string): Promise<Item[]> {
  const items: Item[] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const page: { data: Item[]; links: { next?: string } } = await read(sandbox, next)
    items.push(...page.data)
    next = page.links.next
  }
  return items
}
