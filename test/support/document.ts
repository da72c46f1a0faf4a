import { type Document, loadDocument } from '../../src/contract/index.js'

const documents = new Map<string, Promise<Document>>()

/** Loads a document. Those of the project, which no test changes, are loaded once for all tests of a worker. */
export const loadOnce: typeof loadDocument = (path, options) => {
  if (!/^(?:openapi|test[\\/]fixtures)[\\/]/.test(String(path))) return loadDocument(path, options)
  const key = JSON.stringify([path, options])
  const document = documents.get(key) ?? loadDocument(path, options)
  documents.set(key, document)
  return document
}

/** Loads the project's own document, once for all tests of a worker. */
export const loadRoomSessions = (): Promise<Document> => loadOnce('openapi/room-sessions.yaml')
