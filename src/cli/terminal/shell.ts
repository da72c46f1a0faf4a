import { replaceHidden, toOctalEscapes } from '../../text/visible-text.js'
import { formatPosition, type ListPosition } from '../reading/cursor.js'

/** Quotes a word, if needed, so that a shell reads it unchanged. */
export function quote(word: string): string {
  // zsh expands `=` at the beginning of a word, as all shells do `~`.
  if (/^[\w./:,@%+-][\w./:=,@%+~-]*$/.test(word)) return word
  const escaped = word.replace(/[\\']/g, '\\$&')
  const visible = replaceHidden(escaped, toOctalEscapes)
  // POSIX.1-2024, 2.2.2 and 2.2.4: only the closing quote is special within '…'; within $'…' escapes are, too.
  return visible === escaped ? `'${word.replaceAll("'", "'\\''")}'` : `$'${visible}'`
}

/** A command line that can be pasted into a shell. */
export const toCommand = (argv: readonly string[]): string => ['room-sessions', ...argv].map(quote).join(' ')

/** The command line that continues at `place`: the same arguments with another `--cursor`. */
export function toResumeCommand(argv: readonly string[], place: ListPosition): string {
  const words = argv.filter((word, index) => !/^--cursor(=|$)/.test(word) && argv[index - 1] !== '--cursor')
  const cursor = formatPosition(place)
  return toCommand(cursor === undefined ? words : [...words, '--cursor', cursor])
}
