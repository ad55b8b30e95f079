/// What an organization that is made up consists of.
///
/// The text is `synthetic`, or `synthetic:` and parts `name=value` with commas between.
///
/// | part | what it says | without it |
/// | --- | --- | --- |
/// | `seed` | which of all such organizations | 7 |
/// | `partners` | partners, each a division; 1 to 200 | 4 |
/// | `queues` | queues of each partner; 1 to 100 | 5 |
/// | `agents` | agents of each partner; 1 to 500 | 12 |
/// | `calls` | calls of a medium and inbound direction on a usual day; 0 to 20,000 | 200 |
/// | `media` | `voice`, `chat`, `callback`, `email` with `+` between | all four |
/// | `zone` | the zone of opening hours and shifts | Europe/Berlin |
/// | `from` | the first local day | 2026-10-01 |
/// | `to` | the local day after the last whole one; at most 400 days later | 2026-11-01 |
/// | `now` | where the organization's clock stands, an instant with `Z` | 8 hours after `to` begins |
struct SyntheticOptions: Sendable, Hashable {
  var seed = 7
  var partners = 4
  var queues = 5
  var agents = 12
  var calls = 200
  var media = Self.knownMedia
  var zone = "Europe/Berlin"
  /// Days, counted from 1 January 1970.
  var from = Moment.days(year: 2026, month: 10, day: 1)
  var to = Moment.days(year: 2026, month: 11, day: 1)
  var now: Moment?

  static let name = "synthetic"
  static let knownMedia = ["voice", "chat", "callback", "email"]

  /// The parts, each as an example or with its bounds.
  static let grammar = [
    "seed=0 and up", "partners=1 to 200", "queues=1 to 100", "agents=1 to 500",
    "calls=0 to 20000", "media=voice+chat+callback+email", "zone=Europe/Berlin",
    "from=2026-10-01", "to=2026-11-01 (after from, at most 400 days)",
    "now=2026-10-14T08:00:00Z (not before from)",
  ]

  /// Reads the text of a recording; `nil` when it names another one.
  init?(_ text: String) throws(TenantError) {
    guard text != Self.name else { return }
    guard text.hasPrefix(Self.name + ":") else { return nil }
    let parts = text.dropFirst(Self.name.count + 1)
    var seen: Set<Substring> = []
    for part in parts.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, seen.insert(halves[0]).inserted, set(halves[0], String(halves[1]))
      else { throw Self.refusal(part) }
    }
    guard from < to, to - from <= 400 else { throw Self.refusal("to=\(Self.text(to))") }
    let earliest = Moment(milliseconds: from * 86_400_000)
    if let now, now < earliest { throw Self.refusal("now=\(now.text)") }
  }

  private static func refusal(_ part: Substring) -> TenantError {
    .unknownRecording("\(name):\(part)", known: grammar.map { "\(name):\($0)" })
  }

  private static func text(_ day: Int) -> Substring {
    Moment(milliseconds: day * 86_400_000).text.prefix(10)
  }

  /// Takes a part; says no to one that it does not have and to a value that cannot be.
  private mutating func set(_ name: Substring, _ value: String) -> Bool {
    switch name {
    case "seed": Self.take(value, 0...Int.max, &seed)
    case "partners": Self.take(value, 1...200, &partners)
    case "queues": Self.take(value, 1...100, &queues)
    case "agents": Self.take(value, 1...500, &agents)
    case "calls": Self.take(value, 0...20_000, &calls)
    case "from": Self.take(day: value, &from)
    case "to": Self.take(day: value, &to)
    case "media": takeMedia(value)
    case "zone": takeZone(value)
    case "now": takeNow(value)
    default: false
    }
  }

  private static func take(_ value: String, _ range: ClosedRange<Int>, _ target: inout Int) -> Bool
  {
    guard value.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(value), range.contains(number)
    else { return false }
    target = number
    return true
  }

  private static func take(day value: String, _ target: inout Int) -> Bool {
    guard value.utf8.count == 10, let moment = Moment("\(value)T00:00Z") else { return false }
    target = moment.milliseconds / 86_400_000
    return true
  }

  private mutating func takeMedia(_ value: String) -> Bool {
    let media = value.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard media.allSatisfy({ Self.knownMedia.contains($0) }), Set(media).count == media.count
    else { return false }
    self.media = media
    return true
  }

  private mutating func takeZone(_ value: String) -> Bool {
    guard (try? Zones.zone(value)) != nil else { return false }
    zone = value
    return true
  }

  private mutating func takeNow(_ value: String) -> Bool {
    guard value.hasSuffix("Z"), let moment = Moment(Substring(value)) else { return false }
    now = moment
    return true
  }
}
