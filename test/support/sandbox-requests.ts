import type { Sandbox } from '../../src/sandbox/index.js'

/** The `authorization` header with a sandbox's credentials. */
export function authorize({ credentials }: Sandbox): { authorization: string } {
  return { authorization: `Basic ${btoa(`${credentials.projectId}:${credentials.apiToken}`)}` }
}

/** Sends a request to a sandbox with its own credentials. `address` is a URL or a path. */
export function sendRequest(sandbox: Sandbox, address: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(address, 'https://example.signalwire.com')
  return sandbox.fetch(new Request(url, { headers: authorize(sandbox), ...init }))
}

/** Reads a body. @throws if the status is not 200 */
export async function read<Body>(sandbox: Sandbox, address: string): Promise<Body> {
  const response = await sendRequest(sandbox, address)
  const body: unknown = await response.json()
  if (response.status !== 200)
    throw new Error(`${address}: expected status 200, received ${response.status}: ${JSON.stringify(body)}`)
  // The conformance tests check every body against the document.
  return body as Body
}

/** Reads all items of a list by following `links.next`. */
export async function readAll<Item>(sandbox: Sandbox, address: string): Promise<Item[]> {
  const items: Item[] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const page: { data: Item[]; links: { next?: string } } = await read(sandbox, next)
    items.push(...page.data)
    next = page.links.next
  }
  return items
}
