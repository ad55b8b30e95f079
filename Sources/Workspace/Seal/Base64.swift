import Foundation

extension [UInt8] {
  /// Base64 with padding, in one line.
  var base64: String { Data(self).base64EncodedString() }

  /// Reads base64 in one line; `nil` for anything else.
  init?(base64 text: String) {
    guard let data = Data(base64Encoded: text) else { return nil }
    self.init(data)
  }
}
