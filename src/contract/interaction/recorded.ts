import type { Interaction, MessagePart } from './interaction.js'

type Message = Interaction['request'] | Interaction['response']

/** Whether a recording has a part of a request or response. A part that was empty is recorded as well. */
export function isRecorded({ notRecorded }: Message, part: MessagePart): boolean {
  return !notRecorded?.includes(part)
}

/** Whether a recording has the headers of a request. Most recordings without any have dropped them all. */
export function hasRequestHeaders(request: Interaction['request']): boolean {
  return request.headers.length > 0 && isRecorded(request, 'headers')
}
