/**
 * A request of openapi-fetch, which sets the method, the signal and all unknown options of the call on it. openapi-fetch has an option
 * for the class of its requests, and uses only these members.
 *
 * A real `Request` would be checked by the platform, whose errors are not ours, and would lose headers in a browser.
 */
export class LightRequest {
  readonly url: string
  readonly headers: Headers

  constructor(url: string, { headers }: { readonly headers: Headers }) {
    this.url = url
    this.headers = headers
  }
}
