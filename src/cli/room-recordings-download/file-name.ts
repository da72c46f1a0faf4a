import { InvalidArgumentError } from 'commander'
import type { RoomRecording } from '../../client/index.js'
import type { TimeZone } from '../reading/time-zone.js'
import { ledgerName } from './ledger.js'

/** The values that the name of a file can contain. */
export interface NameValues {
  /** Date on which the recording started, such as `2026-10-05`; `undated` if it is not known. */
  readonly date: string
  /** Name of the room. */
  readonly room: string
  /** Id of the recording. */
  readonly id: string
  /** Id of the session. */
  readonly session: string
  /** Extension for the format of the recording, without the point; `bin` if the format is not known. */
  readonly ext: string
}

/** A recording with the name of its room. */
export interface NamedRecording {
  readonly recording: RoomRecording
  readonly room: string | null
}

const names = ['date', 'room', 'id', 'session', 'ext'] as const satisfies readonly (keyof NameValues)[]

/** Maximum length in bytes of a value from the service. Most file systems allow 255 bytes for a name. */
const maxValueBytes = 100
const maxNameBytes = 230

/**
 * Checks the template of a file name and returns it. Slashes make folders.
 *
 * @throws {InvalidArgumentError} if the template leads out of the folder, or has an unknown value or a character that some file
 * systems do not allow
 */
export function parseNameTemplate(template: string): string {
  for (const [, name = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (names.some((known) => known === name)) continue
    throw new InvalidArgumentError(`Expected one of ${names.map((known) => `{${known}}`).join(', ')}.`)
  }
  const literal = template.replaceAll(/\{[^{}]*\}/g, 'x')
  const isInside = literal.split('/').every((segment) => segment !== '' && !/^\.{1,2}$/.test(segment))
  if (isInside && !/[\\<>:"|?*{}\p{C}]/u.test(literal)) return template
  throw new InvalidArgumentError('Expected a path within the folder, such as {room}/{date}_{id}.{ext}.')
}

/**
 * The values for a recording's name. They have letters, digits, `.`, `_` and `-` only, so they are safe in a path and in a
 * command.
 */
export function toNameValues({ recording, room }: NamedRecording, timeZone: TimeZone): NameValues {
  const { id, room_session_id, started_at, created_at, format } = recording
  const time = Date.parse(started_at ?? created_at)
  return {
    date: Number.isNaN(time) ? 'undated' : timeZone.at(time).date,
    room: toSafeText(room ?? ''),
    id: toSafeText(id),
    session: toSafeText(room_session_id),
    ext: /^[a-z]+\/([a-z\d]{1,8})$/i.exec(format ?? '')?.[1]?.toLowerCase() ?? 'bin',
  }
}

function toSafeText(text: string): string {
  const safe = String(text)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-')
  const decoder = new TextDecoder()
  // A character that is cut in half becomes U+FFFD.
  const cut = decoder.decode(new TextEncoder().encode(safe).subarray(0, maxValueBytes)).replace(/\ufffd+$/, '')
  return cut.replace(/^[.-]+|[.-]+$/g, '') || 'unnamed'
}

/**
 * Three names for the file of a recording, in the order in which to try them: the name by the template, and that name with a part
 * of the id and with the whole id, for recordings that would otherwise have the same name.
 */
export function toFileNames(template: string, values: NameValues): string[] {
  const filled = template.replaceAll(/\{([^{}]*)\}/g, (_, name: keyof NameValues) => values[name]) // checked by `parseNameTemplate`
  // A room may have the name of the ledger.
  const name = filled.toLowerCase().startsWith(ledgerName) ? `_${filled}` : filled
  const [, stem = name, extension = ''] = /^(.*[^/])(\.[^./]+)$/s.exec(name) ?? []
  return [name, `${stem}_${values.id.slice(0, 8)}${extension}`, `${stem}_${values.id}${extension}`]
}

/** True if every part of a path can be the name of a file, with room for the endings that are added. */
export const isShortEnough = (name: string): boolean =>
  name.split('/').every((segment) => Buffer.byteLength(segment) <= maxNameBytes)
