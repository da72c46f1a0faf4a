/** Sends a request and gives its response, called like the standard `fetch`; the global `fetch` is one. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Whether what `fetch` is called with is a request of any implementation: the platform's, undici's, node-fetch's. */
export function isRequest(input: unknown): input is Request {
  return typeof input === 'object' && input !== null && 'url' in input && 'method' in input && 'headers' in input
}
