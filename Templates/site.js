(() => { // No page needs it.
 const words = ['Auto', 'Light', 'Dark', '* colours', 'Copy link', 'Copied', 'Chart values']
 const say = (at, name) => words[at].replace('*', name)
 const d = document, theme = d.documentElement.dataset
 const all = (query, from = d) => [...from.querySelectorAll(query)]
 const make = (tag, set) => Object.assign(d.createElement(tag), set)
 const tool = (text, onclick) => make('button', { type: 'button', className: 'tool', textContent: text, onclick })

 // Colours
 const modes = ['auto', 'light', 'dark']
 const kept = value => {
  try {
   if (value) localStorage.theme = value
   return localStorage.theme
  } catch { return value }
 }
 let mode = Math.max(0, modes.indexOf(kept()))
 const button = tool('', () => {
  mode = (mode + 1) % 3
  paint(kept(modes[mode]))
 })
 const paint = () => {
  if (mode) theme.theme = modes[mode]
  else delete theme.theme
  button.textContent = say(mode)
  button.setAttribute('aria-label', say(3, say(mode)))
 }
 paint()
 for (const head of all('.mast .wrap')) head.append(button)

 for (const link of all('figure[id] .fl')) {
  const copy = tool(say(4), async () => {
   try { await navigator.clipboard.writeText(link.href) } catch { }
   location.hash = link.hash
   copy.textContent = say(5)
  })
  copy.setAttribute('aria-label', say(4) + ': ' + link.textContent)
  link.after(' ', copy)
 }

 // Sorting by value: the third turn undoes it.
 for (const table of all('table:not(.cal)')) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], rows = [...body.rows]
  if (rows.length < 4) continue
  const key = (row, at) => {
   const cell = row.cells[at], is = '[data-value]', mark = cell.matches(is) ? cell : cell.querySelector(is)
   const text = mark ? mark.dataset.value : cell.textContent.trim()
   return text === '' || isNaN(text) ? text : +text
  }
  heads.forEach((head, at) => {
   const sort = make('button', { type: 'button', className: 'sort' })
   sort.append(...head.childNodes)
   head.append(sort)
   sort.onclick = () => {
    const turn = { none: 1, ascending: -1, descending: 0 }[head.ariaSort || 'none']
    for (const other of heads) other.removeAttribute('aria-sort')
    if (turn) head.setAttribute('aria-sort', turn > 0 ? 'ascending' : 'descending')
    const order = (x, y) => {
     const a = key(x, at), b = key(y, at)
     if (typeof a != typeof b) return typeof a == 'number' ? -1 : 1
     return a < b ? -turn : a > b ? turn : 0
    }
    body.append(...(turn ? [...rows].sort(order) : rows))
   }
  })
 }

 // A chart and its table.
 for (const figure of all('figure')) {
  const charts = all('[data-read]', figure)
  if (!charts.length) continue
  const place = svg => svg.dataset.read.split(' ')
  const [id, , , first, count] = place(charts[0]), n = +count
  const table = d.getElementById(id).closest('table'), heads = table.tHead.rows[0].cells
  const rows = [...table.tBodies[0].rows].slice(first, +first + n)
  const range = make('input', { type: 'range', max: n - 1, value: 0 }), out = make('output')
  const show = () => {
   const cells = [...rows[range.value].cells].map((cell, i) => (i ? heads[i].textContent + ' ' : '') + cell.textContent)
   out.textContent = cells.join(' · ')
   range.setAttribute('aria-valuetext', out.textContent)
   for (const svg of charts) {
    const [, from, to] = place(svg), x = +from + (to - from) * (+range.value + .5) / n
    const line = svg.querySelector('.cur') || svg.appendChild(d.createElementNS(svg.namespaceURI, 'path'))
    line.setAttribute('class', 'cur')
    line.setAttribute('d', `M${x} 12V${svg.viewBox.baseVal.height - 44}`)
   }
  }
  range.setAttribute('aria-label', say(6))
  range.oninput = range.onfocus = show
  for (const svg of charts) svg.onpointermove = event => {
   const [, from, to] = place(svg), box = svg.getBoundingClientRect()
   const x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width
   range.value = Math.floor((x - from) / (to - from) * n)
   show()
  }
  const box = make('div', { className: 'read' })
  box.append(range, out)
  charts.pop().after(box)
 }
})()
