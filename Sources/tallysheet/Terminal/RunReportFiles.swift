import Figures
import Foundation
import Pages

/// The report of a run as files: one page, the same as JSON, and metrics for Prometheus.
struct RunReportFiles {
  let report: RunReport

  private struct Sample {
    let labels: String
    let value: Int
  }

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
    }
  }

  /// In the text format that node_exporter's textfile collector reads.
  var metrics: String {
    var lines: [String] = []
    func metric(_ name: String, _ help: String, _ samples: [Sample]) {
      lines.append("# HELP tallysheet_\(name) \(help)")
      lines.append("# TYPE tallysheet_\(name) gauge")
      for sample in samples { lines.append("tallysheet_\(name)\(sample.labels) \(sample.value)") }
    }
    // Ids are lower-case letters, digits and hyphens: nothing has to be escaped.
    func partners(_ value: (RunReport.Partner) -> Int) -> [Sample] {
      report.partners.map { Sample(labels: "{partner=\"\($0.id)\"}", value: value($0)) }
    }
    func one(_ value: Int) -> [Sample] { [Sample(labels: "", value: value)] }
    let ended = (try? Instant(report.ended).seconds) ?? 0
    metric("run_ended_timestamp_seconds", "When the last run ended.", one(ended))
    metric("run_exit_code", "The exit code of the last run.", one(Int(report.status)))
    metric("run_seconds", "How long the last run took.", one(report.seconds))
    metric("run_requests", "Requests that the last run sent.", one(report.requests))
    metric(
      "partner_failures", "Failures of a partner in the last run.",
      partners { $0.failures.count })
    metric(
      "partner_due_periods", "Periods that a partner still lacks after the last run.",
      partners { $0.stillDue.count })
    metric(
      "period_checked_timestamp_seconds", "When the service was last asked about a period.",
      report.partners.flatMap { partner in
        partner.checks.map {
          Sample(
            labels: "{partner=\"\(partner.id)\",period=\"\($0.period)\"}", value: $0.checkedAt)
        }
      })
    return lines.joined(separator: "\n") + "\n"
  }

  var page: String {
    let rows = report.partners.map(row).reduce("" as HTML, +)
    let failed = report.partners.count { !$0.failures.isEmpty }
    let verdict: HTML =
      failed > 0
      ? "Failed for \(failed) of \(report.partners.count) partners"
      : report.status != 0
        ? "Not finished: the next run goes on" : "Everything is in order"
    let html: HTML = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Tallysheet run of \(report.ended)</title>
      <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
      body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid GrayText }
      td p { margin: 0 0 .4rem }
      p.failed { font-weight: 600 }
      </style>
      </head>
      <body>
      <h1>\(verdict)</h1>
      <p>Run from \(report.began) to \(report.ended), \(report.requests) requests, exit code \
      \(Int(report.status)).</p>
      <table>
      <thead><tr><th scope="col">Partner<th scope="col">Done<th scope="col">Next</tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      </body>
      </html>

      """
    return html.text
  }

  private func row(_ partner: RunReport.Partner) -> HTML {
    let done = RunReportText.lines(partner).map { line -> HTML in
      line.isFailure ? "<p class=\"failed\">\(line.text)</p>" : "<p>\(line.text)</p>"
    }.reduce("" as HTML, +)
    return """
      <tr><th scope="row">\(partner.id)<td>\(done)<td>\(partner.next ?? "")</tr>

      """
  }
}

/// A partner's part of a run in sentences.
enum RunReportText {
  struct Line {
    let text: String
    var isFailure = false
  }

  static func lines(_ partner: RunReport.Partner) -> [Line] {
    var lines: [Line] = []
    for fetched in partner.fetched {
      let reason = partner.due.first { $0.period == fetched.period }?.reason ?? ""
      lines.append(
        Line(
          text:
            "\(fetched.period): \(fetched.unchanged ? "unchanged" : "captured"), because \(reason)"
        ))
    }
    if partner.isPutOff {
      lines.append(Line(text: "put off, because the service had no room: the next run fetches it"))
    }
    if !partner.built.isEmpty {
      lines.append(
        Line(
          text: "built \(partner.built.count == 1 ? "1 period" : "\(partner.built.count) periods")")
      )
    }
    if let published = partner.published, published != "refused" {
      lines.append(Line(text: published))
    }
    for failure in partner.failures {
      let remedy = failure.remedy.map { "; \($0)" } ?? ""
      lines.append(Line(text: "\(failure.stage) failed: \(failure.what)\(remedy)", isFailure: true))
    }
    return lines.isEmpty ? [Line(text: "nothing was due")] : lines
  }
}
