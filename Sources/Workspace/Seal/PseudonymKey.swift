package import Figures

/// A key that stand-ins for agents and conversations are made with.
///
/// Neither its description nor its mirror shows it. It stays outside archives: who has both can find
/// out, id by id, who is meant.
package struct PseudonymKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let bytes: [UInt8]
  /// Tells keys apart, and nothing about them: ten letters and digits that follow from the key.
  package let id: String

  private static let length = 32

  /// Takes the 32 bytes of a key; `nil` for any other number.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
    let mark = HMAC.sha256(key: bytes, message: Array("tallysheet pseudonym key".utf8))
    id = "k_" + Base32.text(mark.prefix(5))
  }

  /// Reads 64 hexadecimal digits; `place` says where they come from, for messages.
  package init(_ text: Secret, place: String) throws(PseudonymKeyError) {
    let digits = text.reveal()
    let values = digits.compactMap(\.hexDigitValue)
    guard digits.utf8.count == Self.length * 2, values.count == digits.utf8.count,
      let key = PseudonymKey(
        stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) })
    else { throw PseudonymKeyError.malformed(place) }
    self = key
  }

  /// Makes a key and writes it to a file of mode 0600; an existing file is never overwritten.
  package static func generate(at path: String) throws {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try DiskFolder(String(path[..<slash])).createIfMissing(mode: 0o700)
    }
    try DiskFile(path).create(Array((Ed25519.makeSeed().hex + "\n").utf8), mode: 0o600)
  }

  /// Stand-ins in the scope of one partner: the same id has another one for another partner.
  package func pseudonyms(for partner: String) -> Pseudonyms {
    Pseudonyms(
      scope: Pseudonyms.scope(of: partner), key: bytes, hmac: HMAC.sha256(key:message:))
  }

  package var description: String { "PseudonymKey(\(id))" }
  package var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

/// Why there is no key to make stand-ins with.
package enum PseudonymKeyError: Error, Hashable {
  case missing(String)
  case malformed(String)
  case noneValid(on: LocalDate)
}

extension PseudonymKeyError: Explained {
  package var explanation: Explanation {
    switch self {
    case .missing(let path):
      Explanation(
        .configuration,
        what: "ids of agents or conversations are kept as pseudonyms, and their key is not there",
        place: path,
        remedy: "make one that nobody else can read: (umask 077; openssl rand -hex 32 > \(path)); "
          + "or choose what is kept under 'privacy' of the partner")
    case .malformed(let place):
      Explanation(
        .configuration, what: "the key of pseudonyms is not one of 64 hexadecimal digits",
        place: place, remedy: "make one with: openssl rand -hex 32")
    case .noneValid(let day):
      Explanation(
        .configuration, what: "no key of pseudonyms is valid on \(day.text)",
        place: "'privacy.pseudonyms' in tallysheet.yml",
        remedy: "add a key that is, and leave the others there")
    }
  }
}
