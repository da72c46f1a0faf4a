/** A function with the signature of the standard `fetch`: it sends a request and returns its response. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * True if the first argument of `fetch` is a request of any implementation: the platform's, undici's or node-fetch's.
 */
export function isRequest(input: unknown): input is Request {
  return typeof input === 'object' && input !== null && 'url' in input && 'method' in input && 'headers' in input
}
