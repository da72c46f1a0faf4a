import type { Send } from './send.js'
import { sendWithFetch } from './send-with-fetch.js'

/** How requests are sent where there is no `node:http`: by the platform's `fetch`, looked up at every request. */
export function createHttp(): Send {
  return sendWithFetch((request) => fetch(request))
}
