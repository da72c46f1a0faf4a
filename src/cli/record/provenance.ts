/** Where recordings are from. */
export interface Provenance {
  /** Day of the recording, `2026-01-31`. */
  readonly date: string
  /** Who answered, in a word that tells no name. */
  readonly service: 'a space' | 'the embedded sandbox'
  readonly document: { readonly title: string; readonly version: string; readonly digest: string }
  /** Of this package. */
  readonly version: string
  /** Names of the files, and how many interactions each has. */
  readonly files: readonly (readonly [name: string, interactions: number])[]
  /** Names of files that an earlier run left, of what had no response this time. */
  readonly kept: readonly string[]
  /** Places of real values that have no stand-in, a line each. */
  readonly real: readonly string[]
  /** What could not be recorded, a line each. */
  readonly missing: readonly string[]
}

/** The README of a folder of recordings. */
export function formatReadme(
  title: string,
  { date, service, document, version, files, kept, real, missing }: Provenance,
): string {
  return `# ${title}

What ${service} answered on ${date}, recorded by \`room-sessions record\` of signalwire-room-sessions ${version}.
Document: ${document.title} ${document.version}, SHA-256 ${document.digest}.

Everything that is not known to be harmless is replaced by a stand-in of the same shape, the same value by the same
stand-in in every file: identifiers, names, texts, addresses, page tokens, times and numbers. Links still lead from page to page.

Format: nock definitions, request headers dropped.

| recording | interactions |
|---|---|
${[...files, ...kept.map((name) => [name, 'of an earlier run, with stand-ins of its own'] as const)]
  .map(([name, interactions]) => `| \`${name}\` | ${interactions} |`)
  .join('\n')}
${list('Real values, because no stand-in is judged the same:', real)}${list('Not recorded:', missing)}`
}

const list = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? '' : `\n${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`

/** The day a README of `formatReadme` tells; `undefined` for any other text. */
export const readDate = (readme: string): string | undefined => / answered on (\d{4}-\d\d-\d\d), /.exec(readme)?.[1]

/** Names of the recordings that a README of `formatReadme` lists. */
export const readFileNames = (readme: string): string[] =>
  [...readme.matchAll(/^\| `([a-z0-9_.-]+\.json)` \|/gm)].flatMap(([, name]) => name ?? [])
