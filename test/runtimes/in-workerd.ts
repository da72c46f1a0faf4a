import { createClient } from '../../src/index.js'
import { meetAll } from './meet-all.js'

// A worker that meets the task it is posted.
export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await meetAll(createClient, await request.json()))
  },
}
