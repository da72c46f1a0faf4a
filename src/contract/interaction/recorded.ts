import type { Interaction, MessagePart } from './interaction.js'

type Message = Interaction['request'] | Interaction['response']

/** True if a recording contains a part of a request or response. A part that was empty counts as recorded. */
export function isRecorded({ notRecorded }: Message, part: MessagePart): boolean {
  return !notRecorded?.includes(part)
}

/**
 * True if a recording contains the headers of a request. If there are no headers, the recording probably dropped them
 * all.
 */
export function hasRequestHeaders(request: Interaction['request']): boolean {
  return request.headers.length > 0 && isRecorded(request, 'headers')
}
