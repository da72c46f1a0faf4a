import { resolve } from 'node:path'
import type { Document } from '../../openapi/index.js'
import type { Interaction } from '../interaction/interaction.js'
import { createRecordingFolder, type RecordingFolder } from '../record/recording-folder.js'

// Shared by all assertions of a process, so that no case is written twice and equal values get equal placeholders.
const folders = new Map<string, Map<Document | undefined, RecordingFolder>>()

/** Writes an interaction to a folder of recordings, unless the folder already has a recording of the same case. */
export async function collect(path: string, interaction: Interaction, document: Document | undefined): Promise<void> {
  const absolute = resolve(path)
  const ofPath = folders.get(absolute) ?? new Map<Document | undefined, RecordingFolder>()
  folders.set(absolute, ofPath)
  const folder = ofPath.get(document) ?? createRecordingFolder(absolute, { document })
  ofPath.set(document, folder)
  await folder.add(interaction)
}
