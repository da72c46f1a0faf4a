/** The script of the page: filters what is there. Without it everything is shown. Plain, as it is read by no compiler. */
export const script = `
'use strict'
const form = document.querySelector('.filter')
const output = form.querySelector('output')
const items = [...document.querySelectorAll('[data-item]')].map((element) => {
  const group = element.closest('.operation')
  const heading = group ? group.querySelector('h3').textContent : ''
  return { element, text: (heading + ' ' + element.textContent).toLowerCase() }
})
const plural = (number, one) => number + ' ' + one + (number === 1 ? '' : 's')

function apply() {
  const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const shown = { findings: 0, items: 0 }
  for (const { element, text } of items) {
    const { severity, state } = element.dataset
    const wanted = severity === undefined ? form.state.value : form.severity.value
    const is = severity === undefined ? state.split(' ') : [severity]
    const visible = (wanted === '' || is.includes(wanted)) && words.every((word) => text.includes(word))
    element.hidden = !visible
    if (visible) shown[severity === undefined ? 'items' : 'findings'] += 1
  }
  const filtered = words.length > 0 || form.state.value !== ''
  for (const group of [...document.querySelectorAll('[data-group]')].reverse()) {
    const visible = group.querySelector('[data-item]:not([hidden])') !== null
    group.hidden = !visible
    if (group.matches('details') && filtered) group.open = visible && items.length < 5000
    const head = group.querySelector(':scope > h4[data-item]')
    if (head && visible) head.hidden = false
    const scroll = group.querySelector(':scope > .scroll')
    if (scroll) scroll.hidden = scroll.querySelector('[data-item]:not([hidden])') === null
  }
  for (const section of document.querySelectorAll('main section')) {
    const empty = section.querySelector('[data-empty]')
    const all = section.querySelectorAll('[data-item]').length
    if (empty) empty.hidden = all === 0 || section.querySelector('[data-item]:not([hidden])') !== null
  }
  output.textContent = plural(shown.findings, 'finding') + ', ' + plural(shown.items, 'row') + ' of coverage'
}

function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  if (target && target.matches('details')) target.open = true
}

form.hidden = false
form.addEventListener('input', apply)
form.addEventListener('submit', (event) => event.preventDefault())
addEventListener('hashchange', openTarget)
addEventListener('beforeprint', () => { for (const each of document.querySelectorAll('details')) each.open = true })
openTarget()
apply()
`
