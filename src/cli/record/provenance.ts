/** Where recordings come from. */
export interface Provenance {
  /** Date of the recording: `2026-01-31`. */
  readonly date: string
  /** What sent the responses, without its name. */
  readonly service: 'a space' | 'the embedded sandbox'
  readonly document: { readonly title: string; readonly version: string; readonly digest: string }
  /** Version of this package. */
  readonly version: string
  /** Names of the files, with their numbers of interactions. */
  readonly files: readonly (readonly [name: string, interactions: number])[]
  /** Names of files that are kept from an earlier run, because their cases had no response this time. */
  readonly kept: readonly string[]
  /** Places of real values that could not be replaced, one line each. */
  readonly real: readonly string[]
  /** What could not be recorded, one line each. */
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

Every value that may be private is replaced by a placeholder of the same shape: identifiers, names, texts, addresses, page
tokens, times and numbers. The same value has the same placeholder in every file, and links still lead from page to page.

Format: nock definitions without request headers.

| recording | interactions |
|---|---|
${[...files, ...kept.map((name) => [name, 'from an earlier run, with other placeholders'] as const)]
  .map(([name, interactions]) => `| \`${name}\` | ${interactions} |`)
  .join('\n')}
${list('Real values, because replacing them would change what a check finds:', real)}${list('Not recorded:', missing)}`
}

const list = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? '' : `\n${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`

/** The date in a README of `formatReadme`; `undefined` for any other text. */
export const readDate = (readme: string): string | undefined => / answered on (\d{4}-\d\d-\d\d), /.exec(readme)?.[1]

/** Names of the recordings that a README of `formatReadme` lists. */
export const readFileNames = (readme: string): string[] =>
  [...readme.matchAll(/^\| `([a-z0-9_.-]+\.json)` \|/gm)].flatMap(([, name]) => name ?? [])
