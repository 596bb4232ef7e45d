// Placed before htmx: keeps new-tab clicks the browser's own, and accepts one call that newer browsers refuse.
if (Document.parseHTMLUnsafe) {
  try {
    Document.parseHTMLUnsafe('', {})
  } catch {
    const parse = Document.parseHTMLUnsafe.bind(Document)
    Document.parseHTMLUnsafe = (text) => parse(text)
  }
}

document.addEventListener(
  'click',
  (event) => {
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest?.('a[href]')) event.stopPropagation()
  },
  true,
)
