import type { Document } from '../../openapi/index.js'
import { countFindings, type Severity } from '../findings/finding.js'
import type { Waiver } from '../waivers/waivers.js'
import { addNotes, type OnceNotes } from './once.js'
import type { ReportedFinding, RuleExcerpt } from './report.js'
import { quoteRule } from './rule-excerpt.js'

/** Numbers of one operation, or of all. */
interface Counts {
  interactions: number
  errors: number
  warnings: number
}

/** What a report counts and lists of some interactions. */
export interface Tally extends Counts {
  /** Interactions that are about an operation of the document. */
  checked: number
  notes: number
  waived: number
  /** By operation; only those with interactions. */
  readonly operations: Map<string, Counts>
  /** With the number of its interaction, so that findings of several tallies can be put in order. */
  readonly findings: { readonly number: number; readonly finding: ReportedFinding }[]
  readonly rules: Map<string, RuleExcerpt>
  /** Notes that are counted and listed once. */
  readonly once: OnceNotes
  /** Waivers that matched a finding. */
  readonly neededWaivers: Set<Waiver>
}

const zero = (): Counts => ({ interactions: 0, errors: 0, warnings: 0 })

export function createTally(): Tally {
  return {
    ...zero(),
    ...{ checked: 0, notes: 0, waived: 0 },
    ...{ operations: new Map(), findings: [], rules: new Map(), once: new Map(), neededWaivers: new Set() },
  }
}

/** Counts one interaction with its findings. */
export function countInteraction(
  tally: Tally,
  findings: readonly ReportedFinding[],
  operationId: string | undefined,
): void {
  const counted = findings.filter(({ waived }) => waived === undefined)
  const numberOf = (wanted: Severity) => countFindings(counted.filter(({ severity }) => severity === wanted))
  if (operationId !== undefined) tally.checked++
  countNotes(tally, findings)
  const counts = { interactions: 1, errors: numberOf('error'), warnings: numberOf('warning') }
  addCounts(tally, counts)
  if (operationId !== undefined) addCounts(countsOf(tally, operationId), counts)
}

/** Counts notes and waived findings, which belong to no operation. */
export function countNotes(tally: Tally, findings: readonly ReportedFinding[]): void {
  for (const finding of findings) {
    if (finding.waived !== undefined) tally.waived += countFindings([finding])
    else if (finding.severity === 'note') tally.notes += countFindings([finding])
  }
}

/** Adds findings of one interaction to the list, and what the document says at their rules, until the list is full. */
export function listFindings(
  { findings, rules }: Tally,
  added: { readonly number: number; readonly findings: readonly ReportedFinding[] },
  document: Document,
  maxFindings: number,
): void {
  for (const finding of added.findings.slice(0, Math.max(0, maxFindings - findings.length))) {
    findings.push({ number: added.number, finding })
    const excerpt = rules.has(finding.rule) ? undefined : quoteRule(document, finding)
    if (excerpt) rules.set(finding.rule, excerpt)
  }
}

/** One tally of the interactions of several. */
export function mergeTallies(tallies: readonly Tally[], maxFindings: number): Tally {
  const merged = createTally()
  const repeated = new Set<ReportedFinding>()
  for (const tally of tallies) {
    addCounts(merged, tally)
    merged.checked += tally.checked
    const again = addNotes(merged.once, tally.once)
    for (const note of again.repeated) repeated.add(note)
    merged.notes += tally.notes - again.notes
    merged.waived += tally.waived - again.waived
    for (const [operationId, counts] of tally.operations) addCounts(countsOf(merged, operationId), counts)
    for (const waiver of tally.neededWaivers) merged.neededWaivers.add(waiver)
  }
  const findings = tallies
    .flatMap((tally) => tally.findings.filter(({ finding }) => !repeated.has(finding)))
    .sort((a, b) => a.number - b.number)
  for (const each of findings.slice(0, maxFindings)) {
    merged.findings.push(each)
    const { rule } = each.finding
    const excerpt = tallies.map(({ rules }) => rules.get(rule)).find((found) => found !== undefined)
    if (excerpt) merged.rules.set(rule, excerpt)
  }
  return merged
}

function countsOf({ operations }: Tally, operationId: string): Counts {
  const counts = operations.get(operationId) ?? zero()
  operations.set(operationId, counts)
  return counts
}

function addCounts(sum: Counts, { interactions, errors, warnings }: Counts): void {
  sum.interactions += interactions
  sum.errors += errors
  sum.warnings += warnings
}
