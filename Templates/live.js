// Loads the page again, and says so when it has grown old in the reader's window.
(() => {
  const box = document.getElementById("freshness")
  const limit = Number(box.dataset.limit) * 1000
  const written = Date.parse(box.dataset.written)
  setInterval(() => {
    document.getElementById("stopped").hidden = Date.now() - written < limit
  }, 1000)
  setTimeout(() => location.reload(), Math.max(limit / 3, 10000))
})()
