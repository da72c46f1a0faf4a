/** A function from a request to a response: the platform's, a sandbox's, a recorder's, your own. */
export type Fetch = (request: Request) => Promise<Response>
