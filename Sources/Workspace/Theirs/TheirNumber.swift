/// Their numbers: whole steps of a last place, of which there are at most six.
struct TheirNumber: Sendable, Hashable {
  /// The digits without the decimal sign.
  let digits: Int
  let places: Int

  /// Reads `1234`, `79.57`, or with the mapping's signs `1.234,5`; `nil` for anything else.
  ///
  /// `60,304.30` has both signs and can mean one thing only. What a spreadsheet divided has more
  /// decimals than anybody printed: from the seventh on they are rounded half up.
  init?(_ text: String, decimalComma: Bool, thousands: Character?) {
    var body = text[...]
    let isNegative = body.hasPrefix("-")
    if isNegative { body = body.dropFirst() }
    let parts = body.split(
      separator: decimalComma ? "," : ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    var whole = String(parts[0])
    if let thousands = thousands ?? (parts.count == 2 ? decimalComma ? "." : "," : nil),
      whole.contains(thousands)
    {
      let groups = whole.split(separator: thousands, omittingEmptySubsequences: false)
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
      whole = groups.joined()
    }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    guard !whole.isEmpty, parts.count == 1 || !fraction.isEmpty,
      (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      whole.count <= 9 || fraction.isEmpty && whole.count <= 15, fraction.count <= 20
    else { return nil }
    let isUp = fraction.dropFirst(6).first.map { $0 >= "5" } ?? false
    fraction = String(fraction.prefix(6))
    guard var digits = Int(whole + fraction) else { return nil }
    digits += isUp ? 1 : 0
    self.digits = isNegative ? -digits : digits
    places = fraction.count
  }

  /// Seconds from `h:mm:ss` or `mm:ss`, without or with decimals of a second.
  init?(clock text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      let last = parts.last.flatMap({
        TheirNumber(String($0), decimalComma: false, thousands: nil)
      })
    else { return nil }
    var seconds = 0
    for (index, part) in parts.dropLast().enumerated() {
      guard let value = Int(part), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        part.count <= 5, index == 0 || value < 60
      else { return nil }
      seconds = seconds * 60 + value
    }
    let scale = (0..<last.places).reduce(1) { scale, _ in scale * 10 }
    guard last.digits >= 0, last.digits < 60 * scale else { return nil }
    digits = seconds * 60 * scale + last.digits
    places = last.places
  }

  /// The number in steps of a finer last place.
  func steps(places: Int) -> Int {
    (self.places..<max(self.places, places)).reduce(digits) { digits, _ in digits * 10 }
  }
}
