import { type Document, loadDocument } from '../../src/contract/index.js'

/** The document that everything is held against. */
export function loadRoomSessions(): Promise<Document> {
  return loadDocument(new URL('../../openapi/room-sessions.yaml', import.meta.url))
}
