/** Thrown for YAML that the common reader leaves to the library. */
export const unusual = new Error('unusual YAML')

const space = 0x20
const hash = 0x23

/** A text that is read line by line, and the place in it. */
export interface YamlLines {
  readonly text: string
  /** Offset of the character that is read next. Behind the dash of a list it is moved to the item. */
  at: number
  /** Offset of the end of the line. */
  readonly end: number
  /** True behind the last line. */
  readonly isAtEnd: boolean
  /** True if only spaces are on the line, or left on it. */
  readonly isBlank: boolean
  /** The column of `at`. */
  readonly column: number
  /** Returns the rest of the line from an offset, which may be in a later line than `at`. */
  rest(from?: number): string
  /** Returns the rest of the line from a column. */
  fromColumn(column: number): string
  /** Goes to the next line, and in it to the first character that is not a space. */
  nextLine(): void
  /** Goes to the next line that has content. @throws `unusual` if it has a tab */
  nextContent(): void
  /** Goes to the first line with content, from the current line on. */
  toContent(): void
  /** Goes to the line of an offset. */
  toLineOf(offset: number): void
  /** Moves `at` behind spaces. */
  skipSpaces(): void
  /** Requires that only a comment follows on the line, and goes to the next content. */
  endLine(from: number): void
  /** True if the line has a tab. */
  hasTab(): boolean
}

/** Starts before the first line: `nextLine` or `nextContent` goes to it. */
export function createYamlLines(text: string): YamlLines {
  const hasTabs = text.includes('\t')
  let start = 0
  let end = -1
  const lines: YamlLines = {
    text,
    at: 0,
    get end() {
      return end
    },
    get isAtEnd() {
      return start >= text.length
    },
    get isBlank() {
      return lines.at >= end
    },
    get column() {
      return lines.at - start
    },
    rest: (from = lines.at) => text.slice(from, end),
    fromColumn: (column) => text.slice(start + column, end),
    nextLine() {
      start = end + 1
      const next = text.indexOf('\n', start)
      end = next < 0 ? text.length : next
      lines.at = start
      lines.skipSpaces()
    },
    nextContent() {
      do lines.nextLine()
      while (!lines.isAtEnd && (lines.isBlank || text.charCodeAt(lines.at) === hash))
      if (lines.hasTab()) throw unusual
    },
    toContent() {
      end = start - 1
      lines.nextContent()
    },
    toLineOf(offset) {
      while (end < offset) lines.nextLine()
    },
    skipSpaces() {
      while (text.charCodeAt(lines.at) === space) lines.at++
    },
    endLine(from) {
      if (!/^(?: *| +#.*)$/.test(lines.rest(from))) throw unusual
      lines.nextContent()
    },
    hasTab: () => hasTabs && lines.fromColumn(0).includes('\t'),
  }
  return lines
}
