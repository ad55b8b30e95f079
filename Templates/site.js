(() => { // Small comforts: no page needs them.
 const d = document, theme = d.documentElement.dataset
 const all = (query, from = d) => [...from.querySelectorAll(query)]
 const make = (tag, set) => Object.assign(d.createElement(tag), set)
 const tool = (text, onclick) => make('button', { type: 'button', className: 'tool', textContent: text, onclick })

 // Colours: the system's, light or dark.
 const modes = ['Auto', 'Light', 'Dark']
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
  if (mode) theme.theme = modes[mode].toLowerCase()
  else delete theme.theme
  button.textContent = modes[mode]
  button.setAttribute('aria-label', modes[mode] + ' colours')
 }
 paint()
 for (const head of all('.mast .wrap')) head.append(button)

 // A figure's own address.
 for (const link of all('figure[id] .fl')) {
  const copy = tool('Copy link', async () => {
   try { await navigator.clipboard.writeText(link.href) } catch { }
   location.hash = link.hash
   copy.textContent = 'Copied'
  })
  copy.setAttribute('aria-label', 'Copy link to ' + link.textContent)
  link.after(' ', copy)
 }

 // Sorting by value; the third turn is the first order.
 for (const table of all('table:not(.cal)')) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], rows = [...body.rows]
  if (rows.length < 4) continue
  const key = (row, at) => {
   const cell = row.cells[at], mark = cell.matches('[data-value]') ? cell : cell.querySelector('[data-value]')
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

 // A chart read out of the table behind it.
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
  range.setAttribute('aria-label', 'Chart values')
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
