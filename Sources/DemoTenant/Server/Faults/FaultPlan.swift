/// The faults that a demo organization commits on purpose, and at which request.
///
/// The text is a list with commas of
///
/// - `KIND@N`: at the N-th request; `KIND@N+M`: and at every M-th after it. N and M start at 1.
/// - `KIND~P`: at P of a hundred requests, drawn from the seed, the kind and the request's number.
/// - `seed=S`: the seed of those draws, a whole number; 1 when it is not given.
/// - `short-life`: tokens live for 2 s, and the token answers say so.
/// - `token-write-scope`, `token-unknown-scope`: each token answer carries `reporting:write`, or
///   `reporting:custom`, beside the scopes that only read.
///
/// Requests to `/api/…` are counted, whatever comes of them, from the start of the server; token
/// requests are not. A fault that cannot apply to a request does nothing; of several that can, the
/// one that is written first happens.
///
/// | kind | what the client sees | which requests it can hit |
/// | --- | --- | --- |
/// | `429` | too many requests, with Retry-After 1 | all |
/// | `429-date` | the same, with a date 1 s after the one in the Date header | all |
/// | `429-bare` | the same without a header; the message says 1 second | all |
/// | `429-reset` | the same with inin-ratelimit-reset 1 alone | all |
/// | `429-day` | the same with Retry-After 7200 | all |
/// | `500` | an error body | all |
/// | `502` | a page of HTML, as the edge in front of the API sends it | all |
/// | `503` | an error body without Retry-After | all |
/// | `503-after` | an error body with Retry-After 1 | all |
/// | `504` | an error body | all |
/// | `reset` | the connection reset without an answer | all |
/// | `reset-mid` | half of the answer's bytes, then a reset | answers with a body |
/// | `cut` | half of the answer's bytes, then an orderly end | answers with a body |
/// | `garbage` | status 200 with HTML in place of JSON | all |
/// | `truncated-json` | half of the JSON, under a header that promises just that | JSON |
/// | `drip` | the right answer, in pieces, over a third of a second | answers with a body |
/// | `bomb` | status 200, gzip that inflates to 1 GiB of spaces | all |
/// | `skew` | the right answer, its Date header 10 minutes ahead | all |
/// | `redirect` | 302 to evil.example, or at even requests to 127.0.0.2, same path | all |
/// | `401` | the token refused, though it is still good | all |
/// | `expire` | all tokens die before this request, which is then answered as usual: 401 | all |
/// | `revoke` | 401, and the token is ended for good | requests with a good token |
/// | `unknown-scope` | a scope `reporting:custom` more | tokens/me |
/// | `write-scope` | a scope `reporting:write` more | tokens/me |
/// | `write-grant` | a policy that lets edit queues more | subjects/me with policies |
/// | `page-loop` | the next page is this page again | pages with a next one, or a cursor |
/// | `page-repeat` | the rows of the page before | rows, entities, conversations, from page 2 on |
/// | `page-short` | the last row missing | pages of rows or entities that tell a total |
/// | `page-reorder` | the rows backwards | pages of two or more rows, entities, conversations |
/// | `foreign-next` | the next page at evil.example | all pages of lists, the last one too |
/// | `no-next` | the next page named in the Link header only | pages of the guide's dialect |
/// | `no-link` | the next page named in the body only | pages of the guide's dialect |
/// | `no-total` | no total | rows of reports |
/// | `absent-groups` | the last group, or the last row's queue, left out | figures |
/// | `absent-metrics` | zeros left out, and tWait or waitMs where it is not 0 | figures |
/// | `decimal` | `52000.0` | figures |
/// | `exponent` | `5.2E4` | figures |
/// | `text-number` | the first value that is not 0 as a text | figures |
/// | `negative` | the first value that is not 0 below 0 | figures |
/// | `overflow` | the first value 2^63, and the second 9E18 | figures |
/// | `unknown-member` | members more that mean no harm, in no row of a report | JSON objects |
/// | `unknown-metric` | a metric or column that nobody asked for, with ``canary`` in it | figures |
/// | `wrong-interval` | the first bucket a minute late | figures |
/// | `repeat-interval` | the first bucket twice | figures |
/// | `ignores-views` | no views | conversation aggregates with views |
/// | `restated` | from this request on, one answered call more in history: ``Restatement`` | all |
/// | `too-large` | 413 while buckets times queues (or agents) are more than 500 | figures |
/// | `too-large-400` | 400, the result set exceeds the limit of 30000 results | the same |
/// | `no-5m` | 400, 5 minutes refused | queries with that granularity |
/// | `no-15m` | 400, 5 and 15 minutes refused | queries with these granularities |
///
/// "Figures" are the answers to queries for aggregates and reports that hold any.
package struct FaultPlan: Sendable, Hashable {
  /// What only the fault `unknown-metric` sends: a telephone number that may appear nowhere.
  package static let canary = "canary-tel-+442079460999"

  private struct Fault: Hashable {
    enum Moment: Hashable {
      case at(first: Int, every: Int?)
      case drawn(percent: Int)
    }

    let kind: FaultKind
    let moment: Moment

    func falls(on number: Int, seed: UInt64) -> Bool {
      switch moment {
      case .at(let first, nil): number == first
      case .at(let first, let every?): number >= first && (number - first) % every == 0
      case .drawn(let percent):
        Self.draw(seed: seed, kind: kind, number: number) < UInt64(percent)
      }
    }

    /// A number from 0 to 99 (SplitMix64 over seed, kind and request).
    private static func draw(seed: UInt64, kind: FaultKind, number: Int) -> UInt64 {
      let salt = PageToken.fingerprint(of: kind.rawValue)
      var mixed = seed ^ salt &+ UInt64(number) &* 0x9e37_79b9_7f4a_7c15
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return (mixed ^ (mixed >> 31)) % 100
    }
  }

  /// What holds for the whole run and not for a request.
  enum Option: String, CaseIterable, Sendable {
    case shortLife = "short-life"
    case tokenWriteScope = "token-write-scope"
    case tokenUnknownScope = "token-unknown-scope"
  }

  private var faults: [Fault] = []
  private var seed: UInt64 = 1
  private(set) var options: Set<Option> = []

  /// The names of all kinds, in the order of the table.
  package static var kinds: [String] { FaultKind.allCases.map(\.rawValue) }

  /// The grammar in a few lines, for help and error texts.
  package static let grammar =
    "KIND@N, KIND@N+M or KIND~P (percent), seed=S, "
    + Option.allCases.map(\.rawValue).joined(separator: ", ")
    + ", with commas between; KIND is one of " + kinds.joined(separator: ", ")

  /// Reads a list of faults; an empty text is none.
  package init(_ text: String) throws(TenantError) {
    guard !text.isEmpty else { return }
    var hasSeed = false
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let option = Option(rawValue: String(part)) {
        options.insert(option)
      } else if part.hasPrefix("seed="), !hasSeed, let seed = UInt64(part.dropFirst(5)) {
        self.seed = seed
        hasSeed = true
      } else if let fault = Self.fault(part) {
        faults.append(fault)
      } else {
        throw .badFault(String(part))
      }
    }
  }

  private static func fault(_ text: Substring) -> Fault? {
    guard let mark = text.firstIndex(where: { $0 == "@" || $0 == "~" }),
      let kind = FaultKind(rawValue: String(text[..<mark]))
    else { return nil }
    let rest = text[text.index(after: mark)...]
    if text[mark] == "~" {
      guard let percent = positive(rest), percent <= 100 else { return nil }
      return Fault(kind: kind, moment: .drawn(percent: percent))
    }
    let numbers = rest.split(separator: "+", omittingEmptySubsequences: false)
    guard numbers.count <= 2, let first = positive(numbers[0]) else { return nil }
    guard numbers.count == 2 else {
      return Fault(kind: kind, moment: .at(first: first, every: nil))
    }
    guard let every = positive(numbers[1]) else { return nil }
    return Fault(kind: kind, moment: .at(first: first, every: every))
  }

  private static func positive(_ text: Substring) -> Int? {
    guard text.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(text), number > 0
    else { return nil }
    return number
  }

  /// What falls on a request, in the order in which it is written.
  func kinds(at number: Int) -> [FaultKind] {
    faults.filter { $0.falls(on: number, seed: seed) }.map(\.kind)
  }
}
