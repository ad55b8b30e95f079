/// The faults that a demo organization commits on purpose, and at which request.
///
/// The text is a list with commas of `KIND@N` (at the N-th request) or `KIND@N+M` (at the N-th and
/// at every M-th after it); N and M start at 1. Requests to `/api/…` are counted, whatever comes of
/// them, from the start of the server; token requests are not. When two faults fall on one request
/// the one that is written first happens.
///
/// | kind | what the client sees |
/// | --- | --- |
/// | `429` | too many requests, with Retry-After 1 |
/// | `401` | the token refused, though it is still good |
/// | `500` | an error body |
/// | `502` | a page of HTML, as the edge in front of the API sends it |
/// | `503` | an error body without Retry-After |
/// | `cut` | the right answer, which ends after half of its bytes |
/// | `reset` | the connection reset without an answer |
/// | `garbage` | status 200 with HTML in place of JSON |
/// | `drip` | the right answer, in pieces, over a third of a second |
/// | `expire` | all tokens die before this request, which is then answered as usual: 401 |
package struct FaultPlan: Sendable, Hashable {
  enum Kind: String, CaseIterable, Sendable {
    case tooManyRequests = "429"
    case unauthorized = "401"
    case internalError = "500"
    case badGateway = "502"
    case unavailable = "503"
    case cut
    case reset
    case garbage
    case drip
    case expire
  }

  private struct Fault: Hashable {
    let kind: Kind
    let first: Int
    let every: Int?

    func falls(on number: Int) -> Bool {
      guard let every else { return number == first }
      return number >= first && (number - first) % every == 0
    }
  }

  private let faults: [Fault]

  /// The grammar in one line, for help and error texts.
  package static let grammar =
    "KIND@N or KIND@N+M, with commas between; KIND is one of "
    + Kind.allCases.map(\.rawValue).joined(separator: ", ")

  /// Reads a list of faults; an empty text is none.
  package init(_ text: String) throws(TenantError) {
    var faults: [Fault] = []
    if !text.isEmpty {
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let fault = Self.fault(part) else { throw .badFault(String(part)) }
        faults.append(fault)
      }
    }
    self.faults = faults
  }

  private static func fault(_ text: Substring) -> Fault? {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, let kind = Kind(rawValue: String(halves[0])) else { return nil }
    let numbers = halves[1].split(separator: "+", omittingEmptySubsequences: false)
    guard numbers.count <= 2, let first = positive(numbers[0]) else { return nil }
    guard numbers.count == 2 else { return Fault(kind: kind, first: first, every: nil) }
    guard let every = positive(numbers[1]) else { return nil }
    return Fault(kind: kind, first: first, every: every)
  }

  private static func positive(_ text: Substring) -> Int? {
    guard text.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(text), number > 0
    else { return nil }
    return number
  }

  func kind(at number: Int) -> Kind? {
    faults.first { $0.falls(on: number) }?.kind
  }
}
