import { formatPlace, type Place } from './cursor.js'

// Within single quotes a POSIX shell reads nothing but the closing quote.
const quote = (word: string) =>
  /^[\w./:=,@%+-][\w./:=,@%+~-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** A command line to paste into a shell. */
export const toCommand = (argv: readonly string[]): string => ['room-sessions', ...argv].map(quote).join(' ')

/** The command line that goes on at `place`: the one given, with another `--cursor`. */
export function toResumeCommand(argv: readonly string[], place: Place): string {
  const kept = argv.filter((word, index) => !/^--cursor(=|$)/.test(word) && argv[index - 1] !== '--cursor')
  const cursor = formatPlace(place)
  return toCommand(cursor === undefined ? kept : [...kept, '--cursor', cursor])
}
