/** Output formats of the commands that read a space. */
export const formats = ['table', 'json', 'ndjson', 'csv'] as const
/** One of `formats`. */
export type Format = (typeof formats)[number]
