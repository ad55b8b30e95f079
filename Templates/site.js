(() => { // No page needs it.
 const words = ['Auto', 'Light', 'Dark', '* colours', 'Copy link', 'Copied', 'Chart values']
 const d = document, theme = d.documentElement.dataset
 const all = (query, from = d) => [...from.querySelectorAll(query)]
 const make = (tag, set) => Object.assign(d.createElement(tag), set)
 const tool = (text, onclick) => make('button', { className: 'tool', textContent: text, onclick })

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
  theme.theme = modes[mode]
  button.textContent = words[mode]
  button.ariaLabel = words[3].replace('*', words[mode])
 }
 paint()
 all('.mast .wrap')[0]?.append(button)

 for (const link of all('figure[id] .fl')) {
  const copy = tool(words[4], async () => {
   try { await navigator.clipboard.writeText(link.href) } catch { }
   location.hash = link.hash
   copy.textContent = words[5]
  })
  copy.ariaLabel = words[4] + ': ' + link.textContent
  link.after(' ', copy)
 }

 // Sorting by value: the third turn undoes it. Steps keep their order.
 for (const table of all('table:not(.cal, :has(th:nth-child(2).txt))')) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], rows = [...body.rows]
  if (rows.length < 4) continue
  const key = (row, at) => {
   if (!at) return rows.indexOf(row)
   const cell = row.cells[at], inner = cell.querySelector('[data-value]')
   const text = cell.dataset.value ?? inner?.dataset.value ?? cell.textContent.trim()
   return text === '' || isNaN(text) ? text : +text
  }
  heads.forEach((head, at) => {
   // Chromium prints no button in a repeated head.
   const sort = make('span', { className: 'sort', role: 'button', tabIndex: 0 })
   sort.append(...head.childNodes)
   head.append(sort)
   sort.onclick = () => {
    const turn = { null: 1, ascending: -1, descending: 0 }[head.ariaSort]
    for (const other of heads) other.ariaSort = null
    head.ariaSort = [null, 'ascending', 'descending'].at(turn)
    const order = (x, y) => {
     const a = key(x, at), b = key(y, at)
     if (typeof a != typeof b) return typeof a == 'number' ? -1 : 1
     return turn * ((a > b) - (a < b))
    }
    body.append(...(turn ? [...rows].sort(order) : rows))
   }
   sort.onkeydown = event => ['Enter', ' '].includes(event.key) && sort.onclick(event.preventDefault())
  })
 }

 for (const figure of all('figure:has([data-read])')) {
  const charts = all('[data-read]', figure)
  const place = svg => svg.dataset.read.split(' ')
  const [id, , , first, n] = place(charts[0])
  const table = d.getElementById(id).closest('table'), heads = table.tHead.rows[0].cells
  const rows = [...table.tBodies[0].rows].slice(first, +first + +n)
  const range = make('input', { type: 'range', max: n - 1, value: 0 }), out = make('output')
  const show = () => {
   const cells = [...rows[range.value].cells].map((cell, i) => (i ? heads[i].textContent + ' ' : '') + cell.textContent)
   out.textContent = cells.join(' · ')
   range.ariaValueText = out.textContent
   for (const svg of charts) {
    const [, from, to] = place(svg), x = +from + (to - from) * (+range.value + .5) / n
    const line = svg.querySelector('.cur') || svg.appendChild(d.createElementNS(svg.namespaceURI, 'path'))
    line.setAttribute('class', 'cur')
    line.setAttribute('d', `M${x} 12V${svg.viewBox.baseVal.height - 44}`)
   }
  }
  range.ariaLabel = words[6] + ': ' + all('.ft', figure)[0].textContent
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
