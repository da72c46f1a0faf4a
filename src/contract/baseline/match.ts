import { dirname, relative } from 'node:path'
import { maskSecrets } from '../findings/mask-secrets.js'
import { splitRule } from '../findings/split-rule.js'
import { generalisePlace } from '../report/listing/generalise.js'
import type { Candidate, Kind, Listing, RuleKinds } from '../report/listing/listing.js'
import { countKind, valueOfKind } from '../report/listing/listing.js'
import { type Baseline, type BaselineEntry, keyOfEntry, sortEntries } from './baseline.js'

/** How the findings of a run compare with a baseline. */
export interface Comparison {
  /** The kinds of findings that the baseline has. Those that are waived count as waived. */
  readonly accepted: ReadonlySet<Kind>
  /** Entries of the baseline that the run did not find. */
  readonly gone: readonly BaselineEntry[]
}

/** The pattern for any place. */
const anyPlace = '**'

/**
 * Compares the findings of a run with a baseline.
 *
 * @param source path of the document. Paths of its other files are made relative to its folder.
 */
export function compareWithBaseline(baseline: Baseline, listing: Listing, source: string): Comparison {
  const entries = new Map(baseline.entries.map((entry) => [keyOfEntry(entry), entry]))
  const found = new Set<string>()
  const accepted = new Set<Kind>()
  for (const { kind, entry } of entriesOf(listing, source)) {
    for (const key of [keyOfEntry(entry), keyOfEntry({ ...entry, at: anyPlace })]) {
      if (!entries.has(key)) continue
      found.add(key)
      accepted.add(kind)
    }
  }
  const gone = [...entries].flatMap(([key, entry]) => (found.has(key) ? [] : [entry]))
  return { accepted, gone: sortEntries(gone) }
}

/** Returns a test for single findings that a baseline accepts; with `'update'` or without a baseline, it accepts none. */
export function createAcceptance(
  baseline: Baseline | 'update' | undefined,
  source: string,
): (finding: Candidate) => boolean {
  if (typeof baseline !== 'object') return () => false
  const keys = new Set(baseline.entries.map(keyOfEntry))
  return (finding) => {
    const entry = toEntry(finding, source)
    const anywhere = { ...entry, at: anyPlace }
    return [entry, anywhere, withoutReceived(anywhere)].some((each) => keys.has(keyOfEntry(each)))
  }
}

/** A baseline with all findings of a run that are not waived. */
export function baselineOf(listing: Listing, source: string): Baseline {
  const own = entriesOf(listing, source).filter(({ kind }) => kind.sample.waived === undefined)
  return { entries: sortEntries(own.map(({ entry }) => entry)) }
}

function entriesOf({ rules }: Listing, source: string): { kind: Kind; entry: BaselineEntry }[] {
  return [...rules.values()].flatMap((kinds) => entriesOfRule(kinds, source))
}

/**
 * The entries for the findings of one rule. A rule with too many places to count one by one gets a single entry for all
 * of them, because the traffic decides which places are counted.
 */
function entriesOfRule({ places, others }: RuleKinds, source: string): { kind: Kind; entry: BaselineEntry }[] {
  return [...places.values.values(), ...(others ? [others] : [])].flatMap((kind) => {
    if (countKind(kind) === 0 || !isAboutApi(kind.sample)) return []
    const entry = toEntry(kind.sample, source)
    return [{ kind, entry: others ? { ...withoutReceived(entry), at: anyPlace } : entry }]
  })
}

function withoutReceived({ received, ...entry }: BaselineEntry): BaselineEntry {
  return entry
}

/**
 * False for findings about a recording that cannot be read. Such a recording says nothing about the API, and neither
 * does the absence of findings in it.
 */
function isAboutApi({ rule }: Candidate): boolean {
  return rule !== ''
}

function toEntry(finding: Candidate, source: string): BaselineEntry {
  const { operationId, severity, code, at, place, keyword, rule, expected, once } = finding
  const received = toReceived(finding)
  const entry: BaselineEntry = {
    // Which operation and place a note of the whole run has depends on the order.
    ...(operationId !== undefined && once === undefined && { operationId }),
    ...{ severity, code, at: once === undefined ? (place ?? generalisePlace(at)) : anyPlace },
    ...(keyword !== undefined && { keyword }),
    rule: toRule(rule, source),
    ...(keyword !== undefined && namesProperty.test(keyword) && { expected }),
    ...(received !== '' && { received }),
  }
  // As it is written, so that it is found again. What it has in place of a secret is the same for each.
  return mapEntry(entry, maskSecrets)
}

function mapEntry(entry: BaselineEntry, map: (text: string) => string): BaselineEntry {
  return { ...entry, at: map(entry.at), ...(entry.received !== undefined && { received: map(entry.received) }) }
}

/**
 * Keywords with one rule for many properties: the rule is the whole keyword or an item of its list, so only the
 * expected name distinguishes the findings.
 */
const namesProperty = /^(?:required|dependentRequired)$/

/** What was received, without what differs from run to run: the parameters of a content type. */
function toReceived(finding: Candidate): string {
  const value = valueOfKind(finding)
  return finding.code === 'undocumented-content-type' ? value.replace(/;.*/s, '').trim() : value
}

/**
 * The address of a rule, without the parts that change when the document is edited elsewhere: the index of a parameter
 * or of a required property in its list (`at` and `expected` name these). A path of another file is relative to the
 * folder of the document.
 */
function toRule(rule: string, source: string): string {
  const { file, pointer } = splitRule(rule, source)
  const own = file === source ? rule : `${relative(dirname(source), file).replaceAll('\\', '/')}#${pointer}`
  return own.replace(/\/(parameters|required)\/\d+(?=\/|$)/g, '/$1/*')
}
