import Testing

@testable import Figures

/// What the hint holds back is looked at by nobody: it must hold nothing that the patterns would find.
@Suite struct PersonalDataHintTests {
  private static func isNeeded(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { PersonalDataHint.isNeeded($0, 0..<$0.count) }
  }

  @Test(arguments: [
    "1,123,456 / (123 × 1,234)", "h20261014T080000Z-speed_of_answer",
    "Sat 31 Oct2026-10/ratios-day/",
    "2026-10-14 08:05", "90e0e000-0000-4000-8000-000000000104", "0.784392",
  ]) func `what tables and addresses are full of needs no look`(text: String) {
    #expect(!Self.isNeeded(text))
    #expect(PersonalData.found(in: text).isEmpty)
  }

  @Test(arguments: [
    "+49 30 1234567 20261014T080000Z", "20261014T080000Z +49 30 1234567", "tel 1,234 555-0123-45",
    "Oct2026-10/415-555-0123", "(415) 555-0123, of 1,234", "1,234 (415) 555-0123",
    "call 12,345 67890123", "x2026-10 415-555-0123", "123-45-6789 1,234",
  ]) func `a number beside them is looked at`(text: String) {
    #expect(Self.isNeeded(text))
  }

  /// Numbers by chance that are the same on every machine.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  @Test func `in random texts the patterns find nothing that it holds back`() {
    let parts = [
      "1", "23", "456", "7890", ",", ",234", ",567", " ", " ", "-", ".", "/", "(", ")", " / (",
      " × ", "+",
      ":", "T", "Z", "Oct", "2026-10/", "2026-10-14", "20261014T080000Z", "tel ", "ES", "GB29", "X",
      "#",
      "=", ">", "\u{A0}", "\u{2009}", "192.", "h", "_", "'", "%",
    ]
    var chance = Chance(state: 11)
    var held = 0
    for _ in 0..<200_000 {
      let count = Int.random(in: 2...9, using: &chance)
      let text = (0..<count).compactMap { _ in parts.randomElement(using: &chance) }.joined()
      guard !Self.isNeeded(text) else { continue }
      held += 1
      let found = PersonalData.found(in: text)
      guard found.isEmpty else {
        Issue.record("\(text): \(found)")
        return
      }
    }
    #expect(held > 50_000)
  }
}
