import { hash, hashText } from '../made-up/random.js'
import { toMediaResponse } from '../media/file.js'
import { toMp4Head } from '../media/mp4.js'
import { notFound } from '../refusal.js'
import { type SandboxRequest, type SandboxResponse, toResponse } from '../responder.js'
import { parseMediaUrl, type Recording } from '../room-sessions/recordings.js'
import type { Sessions } from '../room-sessions/sessions.js'
import type { SpaceSettings } from '../room-sessions/space-settings.js'
import { findRecording } from './room-recording.js'

/**
 * Creates the function that responds to requests for the files of recordings. It returns `undefined` for any other URL.
 *
 * A link needs no credentials. The sandbox's own choice: a link that has expired or was changed gets 403. The file is an MP4 that
 * shows a grey picture for the time of the recording, and has as many bytes as the recording says.
 */
export function createMediaResponder(space: SpaceSettings, sessions: Sessions) {
  return ({ method, url, headers }: SandboxRequest): SandboxResponse | undefined => {
    const link = parseMediaUrl(space, new URL(url))
    if (!link || (method !== 'GET' && method !== 'HEAD')) return undefined
    if (!link.isValid) return toResponse({ status: 403, body: { error: 'Forbidden' } })
    const file = toFile(space, findRecording(space, sessions, link.id)?.recording)
    return file ? toMediaResponse(file, method, headers) : toResponse(notFound)
  }
}

function toFile({ seed }: SpaceSettings, recording: Recording | undefined) {
  if (!recording?.size || recording.started === null || recording.finished === null) return undefined
  const { id, size, started, finished } = recording
  const head = toMp4Head(finished - started, size)
  return { type: 'video/mp4', size, head, key: hash(seed, hashText('media'), hashText(id)) }
}
