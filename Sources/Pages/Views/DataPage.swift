import Figures

/// The files of the period, their columns and their digests.
struct DataPage {
  let context: PeriodContext
  let sha256: ([UInt8]) -> [UInt8]

  func page() -> Page {
    let title = sayPlain("Data, \(context.name)")
    return context.page(
      .data, path: "data.html", title: title, here: say("Data"),
      values: [
        "heading": .text(title),
        "deck": .html(
          say(
            """
            Every figure on these pages stands in one of \
            \(Sentences.number(context.files.count)) \(context.files.count, "file", "files").
            """)),
        "files": .html(files), "columns": .html(columns),
        "pager": .html(pager),
      ])
  }

  /// Where the tables are shown.
  private var pager: HTML {
    Facts.pager(
      sayPlain("Reports"),
      [Page.Link(say("\(context.name) report"), "index.html")]
        + (context.hasScorecard ? [Page.Link(say("Scorecard"), "scorecard.html")] : [])
        + (context.hasInvoice ? [Page.Link(say("Invoice"), "invoice.html")] : []))
      + context.ways(.data)
  }

  private var files: HTML {
    var table = Table(
      "table1", style: "", title: say("Table 1: Files"),
      subtitle: say("Text in UTF-8, fields after RFC 4180, first row names the columns"),
      columns: [
        .plain(say("File")), .plain(say("Rows"), style: "n"), .plain(say("Bytes"), style: "n"),
        .plain("SHA-256", style: "txt"),
      ])
    for file in context.files {
      table.row(
        """
        <a href="data/\(url: file.fileName)">\(file.fileName)</a><small>\(sayWord(file.title))</small>
        """,
        cells: [
          .html("\(Shown.count(file.rows))"), .html("\(Shown.count(file.bytes.count))"),
          .html("<span class=\"hash\">\(file.digest(sha256))</span>"),
        ])
    }
    return table.html
      + Facts.note(
        say(
          """
          The same as a data package for programs: \
          <a href="data/datapackage.json">datapackage.json</a>. An empty cell is a value that was \
          not recorded or not received; it is not zero.\(invoice)
          """))
  }

  /// The one file that is no table.
  private var invoice: HTML {
    guard let file = ElectronicInvoice(context.statement)?.output else { return "" }
    return say(
      """
       The invoice for programs: <a href="data/invoice.xml">invoice.xml</a>, UBL 2.1 after EN 16931, \
      \(Shown.count(file.bytes.count)) bytes, SHA-256 \
      <span class="hash">\(DataPackage.hex(sha256(file.bytes)))</span>.
      """)
  }

  private var columns: HTML {
    context.files.enumerated().map { index, file -> HTML in
      var table = Table(
        "table\(index + 2)", style: "dense", title: "\(file.fileName)",
        subtitle: say("\(sayWord(file.title)). Key: \(file.key.joined(separator: ", "))"),
        columns: [.plain(say("Column")), .plain(say("Type")), .plain(say("Meaning"))])
      for field in file.fields {
        table.row(
          "<code>\(field.name)</code>",
          cells: [.html("\(field.type)"), .html("\(sayWord(field.title))")])
      }
      return "<details><summary>\(file.fileName)</summary>\(table.html)</details>"
    }.joined(separator: "\n")
  }
}
