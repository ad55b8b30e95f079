import Foundation

/// Where the next page of a list begins, and which list that is.
///
/// It is opaque to the client. It says nothing that the client did not send, and a list that is
/// asked for anew begins each page at the same row, so the server keeps nothing for it.
struct PageToken: Hashable {
  /// How many rows stand before the page.
  let offset: Int
  /// The ``fingerprint(of:)`` of the query whose list it is.
  let list: UInt64

  init(offset: Int, list: UInt64) {
    self.offset = offset
    self.list = list
  }

  init?(_ text: String) {
    let padded =
      text.replacing("-", with: "+").replacing("_", with: "/")
      + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded) else { return nil }
    let parts = String(decoding: data, as: UTF8.self).split(separator: ".")
    guard parts.count == 2, let offset = Int(parts[0]), offset >= 0,
      let list = UInt64(parts[1], radix: 16)
    else { return nil }
    self.init(offset: offset, list: list)
  }

  var text: String {
    Data("\(offset).\(String(list, radix: 16))".utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// A number that tells lists apart (FNV-1a), the same in each run.
  static func fingerprint(of text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
