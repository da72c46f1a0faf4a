/**
 * Joins paragraphs to a text with a blank line between them. Each paragraph is a list of lines; empty ones are left
 * out.
 */
export function joinBlocks(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}
