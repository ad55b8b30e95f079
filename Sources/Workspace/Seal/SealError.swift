package import Figures

/// Why a site cannot be sealed, or a seal not be read.
package enum SealError: Error, Hashable {
  case notKey(String)
  case passphrase(String)
  case otherKind(String, kind: String)
  case keyExists(String)
  case keyNotValidYet(String, Instant)
  case keyExpired(String, Instant)
  case unsafePath(String)
  case repeatedPath(String)
  case unreadableManifest(line: Int)
  case unsortedManifest
}

extension SealError: Explained {
  package var explanation: Explanation {
    switch self {
    case .notKey(let place):
      Explanation(
        .configuration, what: "the signing key is not an OpenSSH private key", place: place,
        remedy: "make one: ssh-keygen -t ed25519 -N '' -f \(place)")
    case .passphrase(let place):
      Explanation(
        .configuration, what: "the signing key has a passphrase", place: place,
        remedy: "take it off (ssh-keygen -p -N '' -f \(place)) and keep the file at mode 0600, or "
          + "give the key by 'command'")
    case .otherKind(let place, let kind):
      Explanation(
        .configuration, what: "the signing key is of the kind '\(kind)', not ssh-ed25519",
        place: place, remedy: "make one: ssh-keygen -t ed25519 -N '' -f FILE")
    case .keyExists(let path):
      Explanation(
        .cannotCreate, what: "'\(path)' exists already; keys are never overwritten", place: path,
        remedy: "use the key that is there, or move it away")
    case .keyNotValidYet(let place, let start):
      Explanation(
        .configuration, what: "the signing key may not sign before \(start.text)", place: place,
        remedy: "sign with the key of today, or correct 'signing.validFrom'")
    case .keyExpired(let place, let end):
      Explanation(
        .configuration, what: "the signing key may no longer sign since \(end.text)", place: place,
        remedy: "make a new key and move this one's public half to 'signing.earlier'")
    case .unsafePath(let path):
      Explanation(
        .badData, what: "'\(path)' cannot be the name of a published file", place: path,
        remedy: "names are relative, of a-z, 0-9, '.', '_', '-' and '/'")
    case .repeatedPath(let path):
      Explanation(.badData, what: "the file '\(path)' is listed twice", place: path)
    case .unreadableManifest(let line):
      Explanation(
        .badData, what: "the manifest is not in the format of sha256sum",
        place: "\(Manifest.fileName):\(line)")
    case .unsortedManifest:
      Explanation(
        .badData, what: "the manifest is not sorted by path", place: Manifest.fileName)
    }
  }
}
