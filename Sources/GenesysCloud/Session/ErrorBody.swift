import FoundationEssentials

/// What the service says about a refusal, in either of its two shapes.
package struct ErrorBody: Sendable, Hashable {
  package let code: String?
  package let message: String
  package let contextID: String?
  /// The name of the limit that was hit.
  package let limit: String?

  package init(code: String? = nil, message: String, contextID: String? = nil, limit: String? = nil)
  {
    self.code = code
    self.message = message
    self.contextID = contextID
    self.limit = limit
  }

  /// Reads a body that may as well be HTML or empty; `nil` when it is none of the two shapes.
  package init?(_ body: [UInt8]) {
    guard body.first == 0x7b || body.prefix(64).contains(0x7b), body.count < 1 << 20,
      let shape = try? JSONDecoder().decode(Shape.self, from: Data(body))
    else { return nil }
    let message = shape.message ?? shape.errorDescription ?? shape.description ?? ""
    self.init(
      code: (shape.code ?? shape.error).map { PlainText.line($0, limit: 80) },
      message: PlainText.line(message),
      contextID: shape.contextId.map { PlainText.line($0, limit: 80) },
      limit: shape.limit?.key.map { PlainText.line($0, limit: 80) })
  }

  private struct Shape: Decodable {
    var code: String?
    var message: String?
    var contextId: String?
    var limit: Limit?
    var error: String?
    var errorDescription: String?
    var description: String?

    enum CodingKeys: String, CodingKey {
      case code, message, contextId, limit, error, description
      case errorDescription = "error_description"
    }
  }

  private struct Limit: Decodable { var key: String? }

  /// Permissions such as `routing:queue:view` that the message names.
  package var permissions: [String] {
    message.split { !($0.isLetter || $0.isNumber || ":*_-".contains($0)) }
      .map { $0.drop { $0 == ":" } }
      .filter { word in
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 3 && parts.allSatisfy { !$0.isEmpty }
      }
      .map(String.init)
  }

  /// Whether the wording means that the answer, or the question, is too large.
  package var isTooLarge: Bool {
    if let code, code.hasSuffix(".too.large") { return true }
    let text = message.lowercased()
    return [
      "too large", "too many results", "too long", "result limit", "limit of results",
      "larger than", "exceeds the limit", "exceeds the maximum",
    ].contains { text.contains($0) } || (text.contains("limit") && text.contains("results"))
  }

  /// Whether the wording means that the intervals asked for are too fine.
  package var isAboutGranularity: Bool { message.lowercased().contains("granularity") }

  /// Seconds from "Retry the request in [12] seconds".
  package var seconds: Int? {
    let text = message.utf8
    if let open = text.firstIndex(of: 0x5b) {
      let digits = text[text.index(after: open)...].prefix { (0x30...0x39).contains($0) }
      if (1...9).contains(digits.count) { return Int(String(digits) ?? "") }
    }
    let words = message.split(separator: " ")
    for (number, unit) in zip(words, words.dropFirst())
    where unit.hasPrefix("second") && number.utf8.count < 10 {
      if let value = Int(number), value >= 0 { return value }
    }
    return nil
  }
}
