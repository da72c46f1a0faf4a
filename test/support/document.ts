import { type Document, loadDocument } from '../../src/contract/index.js'

/** Loads the project's own document. */
export function loadRoomSessions(): Promise<Document> {
  return loadDocument(new URL('../../openapi/room-sessions.yaml', import.meta.url))
}
