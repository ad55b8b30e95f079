import Figures
import GenesysCloud
import Workspace

extension AnswerRecord {
  /// The answer as a page shows it.
  ///
  /// Only requests for counts show their bodies: they name queues and nothing else. What is asked
  /// about agents names them.
  func source(of header: CaptureHeader) -> SourceAnswer {
    let purpose: SourceAnswer.Purpose =
      AgentQuery.isKey(key) ? .agents : ControlQuery.isKey(key) ? .control : .counts
    return SourceAnswer(
      purpose: purpose, method: method, path: path, body: purpose == .agents ? nil : body,
      bodySHA256: bodySHA256, correlationID: correlationID,
      receivedAt: receivedAt, sha256: sha256, size: size,
      queues: purpose == .agents ? [] : header.queues.map(\.id).filter { key.contains($0.text) },
      keptSHA256: keptSHA256)
  }
}

extension AnswerReceipt {
  /// The answer as a page shows it, without the body of its request.
  func source(of header: CaptureHeader) -> SourceAnswer {
    SourceAnswer(
      purpose: .conversations, method: method, path: path, body: nil,
      bodySHA256: SHA256.hex(of: Array(body.utf8)), correlationID: correlationID,
      receivedAt: receivedAt, sha256: sha256, size: size, queues: [])
  }
}
