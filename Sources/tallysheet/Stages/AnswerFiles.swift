import Figures
import Workspace

/// The answers, as they are kept, that the figures of a period's editions were read from, and the list of
/// all captures.
struct AnswerFiles {
  let archive: Archive
  let captures: [Capture]
  let uses: CaptureUses

  func files() throws -> [OutputFile] {
    var files: [OutputFile] = []
    var answers = Table([
      "capture", "file", "key", "method", "path", "body", "status", "correlation_id", "received",
      "sha256", "bytes", "kept_sha256", "kept_bytes",
    ])
    for capture in captures where uses[capture.id] != nil {
      let folder = "data/answers/" + capture.id.lowercased()
      for (index, answer) in try archive.answers(of: capture).enumerated() {
        let name = "\((index + 1).digits(5)).json"
        guard let bytes = try archive.rawAnswer(of: capture, key: answer.key) else { continue }
        files.append(OutputFile(path: "\(folder)/\(name)", bytes: bytes))
        answers.row([
          capture.id, "\(capture.id.lowercased())/\(name)", answer.key, answer.method, answer.path,
          answer.body, String(answer.status), answer.correlationID, answer.receivedAt.text,
          answer.sha256, String(answer.size), answer.keptSHA256 ?? answer.sha256,
          String(answer.keptSize ?? answer.size),
        ])
      }
    }
    files.append(answers.output("data/answers/answers.csv"))
    files.append(history)
    return files + (try receipts())
  }

  /// Every capture of the period: what the figures were, and when they were seen again.
  private var history: OutputFile {
    var table = Table([
      "capture", "used", "state", "started", "completed", "confirmed", "answers", "figures_sha256",
      "granularity", "zone", "zone_data", "program",
    ])
    for capture in captures {
      let header = capture.header
      table.row([
        capture.id, uses[capture.id] ?? "no", capture.state.rawValue,
        capture.startedAt.text, capture.completedAt?.text ?? "", capture.confirmedAt?.text ?? "",
        String(capture.answers), capture.digest ?? "", header.granularity, header.zone.name,
        header.zone.version, header.programVersion,
      ])
    }
    return table.output("data/captures.csv")
  }

  /// Proof of answers with single conversations, which are read and not kept.
  private func receipts() throws -> [OutputFile] {
    var table = Table([
      "capture", "method", "path", "body", "status", "correlation_id", "received", "sha256",
      "bytes",
    ])
    var count = 0
    for capture in captures where uses[capture.id] != nil {
      for receipt in try archive.receipts(of: capture) {
        count += 1
        table.row([
          capture.id, receipt.method, receipt.path, receipt.body, String(receipt.status),
          receipt.correlationID, receipt.receivedAt.text, receipt.sha256, String(receipt.size),
        ])
      }
    }
    return count == 0 ? [] : [table.output("data/answers/receipts.csv")]
  }
}
