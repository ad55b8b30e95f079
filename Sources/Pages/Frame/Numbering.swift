/// Counts the figures and tables of a page in the order in which they are read.
///
/// One that turns out empty takes no number.
struct Numbering {
  private var figures = 0
  private var tables = 0

  mutating func figure(_ make: (Int) -> HTML?) -> HTML {
    let html = make(figures + 1) ?? ""
    if !html.isEmpty { figures += 1 }
    return html
  }

  mutating func table(_ make: (Int) -> HTML?) -> HTML {
    let html = make(tables + 1) ?? ""
    if !html.isEmpty { tables += 1 }
    return html
  }
}
