/** The style sheet of the page: light and dark by the reader's preference, contrast AA in both, one column when narrow. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --card: #ffffff; --sunk: #f4f4f1; --line: #e3e3de; --ink: #1d1f22; --soft: #585d64;
  --bad: #a8261d; --bad-sunk: #fdf1ef; --careful: #7d5200; --careful-sunk: #fcf5e6; --good: #1c6a3f; --good-sunk: #eef6f0;
  --live: #1c6a3f; --recorded: #4d7d9c; --track: #e3e3de; --focus: #2a56c6;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131416; --card: #1a1c1f; --sunk: #212327; --line: #32353a; --ink: #e9e9e6; --soft: #a4a9b1;
    --bad: #ff9087; --bad-sunk: #2c1a19; --careful: #efbb5b; --careful-sunk: #292213; --good: #7bd09b; --good-sunk: #17241c;
    --live: #7bd09b; --recorded: #7fb0d0; --track: #32353a; --focus: #8fb0ff;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; scroll-padding-top: 8.5rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 6rem; max-width: 88rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1, h2, h3, h4, p, dl, dd, ul, figure { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
code, pre, .path, .place, .at, .code, .rule { font-family: var(--mono); font-size: .875em; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 2; padding: .5rem 1rem; background: var(--card); }
.faint, caption, .path, .place, .source, .eyebrow, .rule, .reason { color: var(--soft); }
.bad { color: var(--bad); font-weight: 600; }
.careful { color: var(--careful); font-weight: 600; }

.verdict { padding: clamp(2rem, 6vw, 4.5rem) 0 2rem; }
.eyebrow { font-size: .875rem; letter-spacing: .02em; }
h1 { font-size: clamp(1.25rem, 2.4vw, 1.5rem); font-weight: 600; line-height: 1.3; margin-top: .25rem; }
h1 small { color: var(--soft); font-size: .75em; font-weight: 400; }
.word { margin-top: 1.25rem; font-size: clamp(2.75rem, 9vw, 5rem); line-height: 1; letter-spacing: -.03em; }
.word strong { font-weight: 650; }
.passed .word { color: var(--good); }
.failed .word { color: var(--bad); }
.nothing-checked .word { color: var(--careful); }
.reasons { margin-top: 1.25rem; font-size: 1.125rem; }
.numbers { display: flex; flex-wrap: wrap; gap: 1.25rem clamp(1.5rem, 4vw, 3.5rem); margin-top: 2rem; }
.numbers dt { color: var(--soft); font-size: .875rem; }
.numbers dd { font-size: 1.75rem; line-height: 1.2; }
.source { margin-top: 1.5rem; font-size: .9375rem; }

nav { display: flex; gap: 1.5rem; padding: .75rem 0; border-block: 1px solid var(--line); }
section { padding-top: clamp(2.5rem, 5vw, 4rem); }
h2 { font-size: 1.5rem; font-weight: 600; letter-spacing: -.01em; line-height: 1.3; }
h3 { font-size: 1.125rem; font-weight: 600; line-height: 1.4; }
h3 .path { font-weight: 400; margin-left: .5rem; overflow-wrap: anywhere; }
h4 { font-size: 1rem; font-weight: 600; }
.method { font-weight: 600; }
.none { margin-top: 1rem; color: var(--soft); }

.scroll { position: relative; overflow-x: auto; margin-top: 1rem; --cover: var(--paper);
  background: linear-gradient(90deg, var(--cover) 40%, transparent) left, linear-gradient(270deg, var(--cover) 40%, transparent) right, linear-gradient(90deg, var(--line), transparent) left, linear-gradient(270deg, var(--line), transparent) right;
  background-size: 2.5rem 100%, 2.5rem 100%, .75rem 100%, .75rem 100%; background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .75rem; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .625rem 1.25rem .625rem 0; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: .875rem; font-weight: 400; padding-block: 0 .375rem; white-space: nowrap; }
th[scope=row] { font-weight: 600; }
.number { text-align: right; }
.overview .path { display: block; font-weight: 400; font-size: .8125rem; overflow-wrap: anywhere; }
.overview .unseen th, .overview .unseen .number { color: var(--soft); }
.overview .failed th[scope=row] { box-shadow: inset 3px 0 var(--bad); padding-left: .75rem; }
@media (min-width: 64rem) { .overview th[scope=row] { min-width: 23rem; } }
@media (min-width: 88rem) { .statuses { min-width: 21rem; } }
.statuses, .values { display: flex; flex-wrap: wrap; gap: .25rem .375rem; }
.chip { display: inline-flex; align-items: baseline; gap: .375rem; padding: .0625rem .5rem; border: 1px solid var(--line); border-radius: 99px; font-size: .8125rem; font-weight: 400; max-width: 100%; }
.values .chip { overflow-wrap: anywhere; }
.statuses .chip { white-space: nowrap; }
.chip.uncovered { border-style: dashed; color: var(--soft); }
.sign { font-size: .875em; }
.sign.live { color: var(--live); }
.sign.recorded { color: var(--recorded); }
.sign.uncovered, .sign.waived { color: var(--soft); }
.sign.failed { color: var(--bad); font-weight: 700; }
.measure { display: inline-grid; grid-template-columns: minmax(4rem, 9rem) 3.25em 6em; gap: .625rem; align-items: center; font-size: .875rem; font-weight: 400; white-space: nowrap; }
.bar { width: 100%; height: 6px; border-radius: 3px; overflow: hidden; display: block; }
.bar .track { fill: var(--track); }
.bar .recorded { fill: var(--recorded); }
.bar .live { fill: var(--live); }
.percent { min-width: 3.25em; text-align: right; }

.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; margin-top: clamp(2.5rem, 5vw, 4rem); padding: .75rem 0; background: var(--paper); border-block: 1px solid var(--line); font-size: .9375rem; }
.filter .text { display: flex; align-items: center; gap: .625rem; flex: 1 1 16rem; }
.filter input[type=search] { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: .375rem .625rem; }
.filter ::placeholder { color: var(--soft); opacity: 1; }
fieldset { display: flex; flex-wrap: wrap; min-width: 0; align-items: center; gap: .125rem; border: 0; margin: 0; padding: 0; }
legend { float: left; margin-right: .5rem; color: var(--soft); }
fieldset label { position: relative; }
fieldset input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
fieldset span { display: block; padding: .3125rem .625rem; border-radius: 6px; }
fieldset input:checked + span { background: var(--ink); color: var(--paper); }
fieldset input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; }
.filter output { flex-basis: 100%; font-size: .8125rem; }

#findings ~ .operation { margin-top: 2rem; }
.finding { margin-top: 1rem; padding: 1rem 1.25rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; break-inside: avoid; }
.finding h4 { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.severity { padding: .0625rem .5rem; border-radius: 4px; font-size: .8125rem; font-weight: 600; }
.error .severity { background: var(--bad-sunk); color: var(--bad); }
.warning .severity { background: var(--careful-sunk); color: var(--careful); }
.waived .severity { background: var(--sunk); color: var(--soft); }
.at { font-size: 1rem; overflow-wrap: anywhere; }
.times, .finding .code { font-weight: 400; color: var(--soft); }
.reason { margin-top: .5rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.25rem 2rem; margin-top: .875rem; }
figure { min-width: 0; }
figcaption { font-size: .875rem; color: var(--soft); overflow-wrap: anywhere; }
.place { margin-left: .375rem; }
.value { padding: .5rem .75rem; margin-top: .5rem; background: var(--sunk); border-radius: 6px; font: .875rem/1.6 var(--mono); max-height: 16rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.error .received { background: var(--bad-sunk); }
.warning .received { background: var(--careful-sunk); }
.sides .faint { margin-top: .375rem; font-size: .875rem; }
pre { margin: .5rem 0 0; padding: .5rem 0; background: var(--sunk); border-radius: 6px; overflow-x: auto; line-height: 1.6; }
pre code { display: block; width: max-content; min-width: 100%; font-size: 1em; }
.line { display: block; padding-right: 1rem; }
.line.hit { background: color-mix(in srgb, var(--focus) 12%, transparent); box-shadow: inset 3px 0 var(--focus); }
.no { display: inline-block; width: 4.5em; padding-right: 1.25em; text-align: right; color: var(--soft); user-select: none; }
.rule { margin-top: .5rem; overflow-wrap: anywhere; }
.sources { margin-top: .5rem; font-size: .875rem; }
.sources li { font-family: var(--mono); overflow-wrap: anywhere; }

.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: .5rem; color: var(--soft); font-size: .9375rem; }
summary { cursor: pointer; }
details.operation { margin-top: 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
details.operation > summary { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; align-items: center; padding: .875rem 1.25rem; list-style: none; border-radius: 10px; }
details.operation > summary::-webkit-details-marker { display: none; }
summary .missing { flex-basis: 100%; padding-left: 1.25rem; color: var(--soft); font-size: .875rem; }
details.operation > summary h3::before { content: "+"; display: inline-block; width: 1.25rem; color: var(--soft); font-weight: 400; }
details.operation[open] > summary h3::before { content: "–"; }
.response { padding: .75rem 1.25rem 1.25rem; border-top: 1px solid var(--line); }
.response h4 { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.response .scroll { margin-top: .5rem; --cover: var(--card); }
.matrix { font-size: .9375rem; }
.matrix th, .matrix td { padding-block: .3125rem; }
.matrix th:first-child { width: 24rem; font-weight: 400; }
.matrix .state { text-align: center; width: 5.5rem; padding-inline: .5rem; }
.matrix thead th { padding-top: .25rem; }
.matrix .failed th { box-shadow: inset 3px 0 var(--bad); padding-left: .75rem; }

@media (max-width: 44rem) {
  .filter { position: static; }
  .finding { padding-inline: 1rem; }
  details.operation > summary, .response { padding-inline: 1rem; }
  .overview thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .overview, .overview caption, .overview tbody { display: block; }
  .overview tr { display: grid; grid-template-columns: repeat(3, auto) 1fr; gap: .5rem 1.25rem; padding: 1rem 0; border-top: 1px solid var(--line); }
  .overview th, .overview td { border: 0; padding: 0; }
  .overview th[scope=row], .overview .wide { grid-column: 1 / -1; }
  .overview td.number { text-align: left; }
  .overview td.number::before { content: attr(data-label) " "; display: block; color: var(--soft); font-size: .8125rem; font-weight: 400; }
  h3 .path { display: block; margin-left: 0; }
  .matrix .state { width: 3.5rem; }
  .matrix th:first-child { width: auto; padding-right: .75rem; }
  html { scroll-padding-top: 1rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .filter, .skip { display: none !important; }
  .scroll { overflow: visible; }
  .value { max-height: none; }
  thead { display: table-header-group; }
}
@media (forced-colors: active) {
  fieldset input:checked + span { outline: 2px solid; }
  .bar rect { forced-color-adjust: none; }
}
`
