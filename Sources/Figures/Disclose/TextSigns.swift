/// What stands in a folded text, counted once, so that a pattern is tried only where its signs are.
///
/// Blotting takes signs away and adds none that a pattern asks for: what was missing at the beginning is
/// missing later.
struct TextSigns {
  private var length = 0
  private var digits = 0
  private var hyphens = 0
  private var points = 0
  private var hasComma = false
  private var hasColon = false
  private var hasCapital = false
  private var hasHexLetter = false
  /// A space, an apostrophe or a character beyond ASCII, which may be a narrow space.
  private var hasSpace = false

  init(_ text: String) {
    for byte in text.utf8 {
      length += 1
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2D: hyphens += 1
      case 0x2E: points += 1
      case 0x2C: hasComma = true
      case 0x3A: hasColon = true
      case 0x20, 0x27, 0x80...: hasSpace = true
      case 0x41...0x5A:
        hasCapital = true
        if byte <= 0x46 { hasHexLetter = true }
      case 0x61...0x66: hasHexLetter = true
      default: break
      }
    }
  }

  /// Whether a pattern has a chance: each needs at least these signs, by its own text.
  func allow(_ pattern: PersonalDataPattern) -> Bool {
    switch pattern {
    case .uri, .email, .context, .northAmerican: true
    case .uuid: length >= 36 && hyphens >= 4
    case .hex: length >= 16 && hasHexLetter
    case .date: digits >= 8 && hyphens >= 2
    case .clock: hasColon
    case .address: digits >= 4 && points >= 3
    case .grouped: hasComma || points > 0 || hasSpace
    case .decimal: hasComma || points > 0
    case .card: digits >= 13
    case .socialSecurity: digits >= 9 && hyphens >= 2
    case .nationalInsurance: digits >= 6 && hasCapital
    case .aadhaar: digits >= 12
    case .cadastro: digits >= 11 && points >= 2 && hyphens >= 1
    case .identity: digits >= 7 && hasCapital
    case .iban: digits >= 2 && hasCapital
    case .phone: digits >= 2
    }
  }
}
