import { replaceHidden } from '../../text/visible-text.js'
import { formatPlace, type Place } from '../reading/cursor.js'

function quote(word: string): string {
  if (/^[\w./:=,@%+-][\w./:=,@%+~-]*$/.test(word)) return word
  const escaped = word.replace(/[\\']/g, '\\$&')
  const visible = replaceHidden(escaped, toOctal)
  // Within single quotes a POSIX shell reads nothing but the closing quote; within $'…' also escapes (POSIX.1-2024, 2.2.4).
  return visible === escaped ? `'${word.replaceAll("'", "'\\''")}'` : `$'${visible}'`
}

/** The bytes of a character, as every shell that knows `$'…'` reads them, whatever its locale. */
const toOctal = (character: string) =>
  Array.from(Buffer.from(character), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')

/** A command line to paste into a shell. */
export const toCommand = (argv: readonly string[]): string => ['room-sessions', ...argv].map(quote).join(' ')

/** The command line that goes on at `place`: the one given, with another `--cursor`. */
export function toResumeCommand(argv: readonly string[], place: Place): string {
  const kept = argv.filter((word, index) => !/^--cursor(=|$)/.test(word) && argv[index - 1] !== '--cursor')
  const cursor = formatPlace(place)
  return toCommand(cursor === undefined ? kept : [...kept, '--cursor', cursor])
}
