import { type Document, loadDocument } from '../../src/contract/index.js'

let document: Promise<Document> | undefined

/** Loads the project's own document, once for all tests of a worker. */
export function loadRoomSessions(): Promise<Document> {
  document ??= loadDocument(new URL('../../openapi/room-sessions.yaml', import.meta.url))
  return document
}
