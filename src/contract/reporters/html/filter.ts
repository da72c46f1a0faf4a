import { html, type Markup } from '../../../text/html/markup.js'
import type { Report } from '../../report/report.js'

/** The form that filters findings and coverage. It is hidden until the script runs. */
export function formatFilter({ findings }: Report): Markup {
  const severities: readonly (readonly [string, string])[] = [
    ['', 'All'],
    ['error', 'Errors'],
    ['warning', 'Warnings'],
    ...(findings.some(({ severity }) => severity === 'note') ? [['note', 'Notes'] as const] : []),
    ...(findings.some(({ waived }) => waived !== undefined) ? [['waived', 'Waived'] as const] : []),
  ]
  const states: readonly (readonly [string, string])[] = [
    ['', 'All'],
    ['uncovered', 'Uncovered'],
    ['covered', 'Covered'],
  ]
  return html`<form class="filter" role="search" aria-label="Filter findings and coverage" hidden>
<label class="text">Filter <input type="search" name="text" placeholder="property, code, value, file" autocomplete="off" spellcheck="false"></label>
${formatChoice('severity', 'Findings', severities)}
${formatChoice('state', 'Coverage', states)}
<output class="faint" aria-live="polite"></output>
</form>`
}

function formatChoice(name: string, legend: string, choices: readonly (readonly [string, string])[]): Markup {
  return html`<fieldset><legend>${legend}</legend>${choices.map(
    ([value, label], index) =>
      html`<label><input type="radio" name="${name}" value="${value}"${index === 0 && html` checked`}><span>${label}</span></label>`,
  )}</fieldset>`
}
