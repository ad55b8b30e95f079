import Figures

/// The answer of a day, written byte by byte: a gigabyte of them should not take an hour.
struct SavedDay {
  private let day: Window
  private var bytes: [UInt8] = Array(#"{"results":["#.utf8)
  private(set) var intervals = 0
  private var random = SplitMix(state: 0)

  init(day: Window) { self.day = day }

  /// Adds a queue with contacts in most intervals, more by day than by night.
  mutating func add(_ queue: String, seed: Int) {
    random = SplitMix(state: UInt64(seed) << 32 | UInt64(day.start.seconds & 0xFFFF_FFFF))
    if bytes.last == UInt8(ascii: "}") { add(",") }
    add(#"{"group":{"mediaType":"voice","queueId":""#)
    bytes += queue.utf8
    add(#""},"data":["#)
    var isFirst = true
    var start = day.start
    while start < day.end {
      let hour = (start.seconds - day.start.seconds) / 3600
      let most = hour < 6 ? 3 : hour < 8 || hour > 19 ? 8 : 24
      let offered = random.next(below: most + 1)
      if offered > 0 {
        if !isFirst { add(",") }
        isFirst = false
        bucket(start, offered)
        intervals += 1
      }
      start = start + 300
    }
    add("]}")
  }

  mutating func finish() -> [UInt8] {
    add("]}")
    return bytes
  }

  private mutating func bucket(_ start: Instant, _ offered: Int) {
    let abandoned = random.next(below: 8) == 0 ? min(offered, 1 + random.next(below: 3)) : 0
    let short = min(abandoned, random.next(below: 2))
    let answered = offered - abandoned
    let inTime = answered - min(answered, random.next(below: 4) / 2)
    add(#"{"interval":""#)
    bytes += start.textWithMilliseconds.utf8
    add("/")
    bytes += (start + 300).textWithMilliseconds.utf8
    add(#"","metrics":["#)
    count("nConnected", answered)
    count("nOffered", offered)
    count("nOverSla", offered - short - inTime)
    stat("tAbandon", abandoned, 9000)
    stat("tAcw", answered, 42_000)
    stat("tAnswered", answered, 11_000)
    stat("tHandle", answered, 310_000)
    stat("tHeldComplete", answered / 5, 35_000)
    stat("tShortAbandon", short, 2500)
    stat("tTalkComplete", answered, 260_000)
    stat("tWait", offered, 12_000)
    if offered > short {
      add(#"{"metric":"oServiceLevel","stats":{"ratio":"#)
      let share = inTime * 10_000 / (offered - short)
      add(share == 10_000 ? "1.0" : "0.")
      if share < 10_000 { bytes += share.digits(4).utf8 }
      add(#","numerator":"#)
      add(inTime)
      add(#","denominator":"#)
      add(offered - short)
      add(#","target":0.8}}"#)
    } else if bytes.last == UInt8(ascii: ",") {
      bytes.removeLast()
    }
    add("]}")
  }

  private mutating func count(_ name: StaticString, _ count: Int) {
    guard count > 0 else { return }
    begin(name)
    add(#"{"count":"#)
    add(count)
    add("}},")
  }

  private mutating func stat(_ name: StaticString, _ count: Int, _ mean: Int) {
    guard count > 0 else { return }
    begin(name)
    let least = mean / 4 + random.next(below: mean / 2)
    let most = count == 1 ? least : mean + random.next(below: mean)
    add(#"{"max":"#)
    add(most)
    add(#","min":"#)
    add(least)
    add(#","count":"#)
    add(count)
    add(#","sum":"#)
    // Between the least and the longest, and with both of them in it.
    add(count == 1 ? least : least + most + (count - 2) * ((least + most) / 2))
    add("}},")
  }

  private mutating func begin(_ name: StaticString) {
    add(#"{"metric":""#)
    add(name)
    add(#"","stats":"#)
  }

  private mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func add(_ number: Int) { bytes += String(number).utf8 }
}

/// Numbers by chance that are the same on every machine (SplitMix64).
struct SplitMix {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed % UInt64(limit))
  }
}
