import Foundation

/// The shapes that the scan looks for, in the syntax of ICU, on folded text.
enum PersonalDataPattern: String, CaseIterable {
  case uri =
    #"(?i)(?<![\w])(?:(sips?|mailto):[^\s\"'<>;,]*@[^\s\"'<>;,]+|(tel|sms):\+?[0-9][0-9().-]{4,})"#
  case email =
    #"(?i)(?<![\w.%+-])[\w.%+'-]{1,64}@(?:[\w-]{1,63}\.)+([^\W\d_]{2,63}|xn--[a-z0-9-]+)(?![\w-])"#
  case uuid =
    #"(?i)(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])"#
  case hex = #"(?i)(?<![0-9a-z])(?=[0-9a-f]*[a-f])[0-9a-f]{16,128}(?![0-9a-z])"#
  case date =
    #"(?<!\d)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)"#
  case clock = #"(?<!\d)\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,6})?(?!\d)"#
  case address =
    #"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"#
  case grouped =
    #"(?<![\w.,+(-])(?<!\d[ \u00a0\u2009\u202f')-])[1-9]\d{0,2}(?:([,.\u00a0\u2009\u202f '])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?(?![\w,. \u00a0\u2009\u202f'-]?\d)"#
  case decimal = #"(?i)(?<![\w.+(-])-?\d+[.,]\d+(?:e[+-]?\d+)?%?(?![\d.-]|\w)"#
  case card =
    #"(?<![\w.+-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?![\w.]?\d|\w)"#
  case socialSecurity = #"(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"#
  case nationalInsurance =
    #"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)"#
  case aadhaar = #"(?<![\d-])[2-9]\d{3}([ -])\d{4}\1\d{4}(?![\d-])"#
  case cadastro = #"(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)"#
  case identity = #"(?<!\w)(?:\d{8}|[XYZ]\d{7})-?[A-HJ-NP-TV-Z](?!\w)"#
  case iban = #"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"#
  /// A candidate, which ``PhoneNumber`` then judges.
  case phone =
    #"(?:(?<![\w+])\+|(?<![\w.,:+#/-])\(?)\d[\d\ \(\)\.\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013/\-]{4,24}\d(?![\w:]|[.,]\d)"#
  /// The words after which bare digits are a telephone number.
  case context =
    #"(?i)(?:tel|phone|mobile|cell|call(?:er|back)?|ani|dnis|fax|whatsapp|sms|m[o\u00f3]vil|tel[e\u00e9]fono|handy)\W{0,12}$"#
  case northAmerican =
    #"^(?:1[ .\-/\u00a0\u2007\u2009\u202f\u2010-\u2013]+)?\(?[2-9]\d{2}[ )./\-\u00a0\u2007\u2009\u202f\u2010-\u2013]+\d{3}[ .\-/\u00a0\u2007\u2009\u202f\u2010-\u2013]+\d{4}$"#

  private static let compiled: [PersonalDataPattern: NSRegularExpression] = Dictionary(
    uniqueKeysWithValues: allCases.map { pattern in
      guard let expression = try? NSRegularExpression(pattern: pattern.rawValue) else {
        preconditionFailure("the pattern for \(pattern) does not compile")
      }
      return (pattern, expression)
    })

  var expression: NSRegularExpression {
    guard let expression = Self.compiled[self] else {
      preconditionFailure("every pattern is compiled with the first")
    }
    return expression
  }

  /// Whether the whole of a text, or where the pattern says, has the shape.
  func matches(_ text: String) -> Bool {
    expression.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil
  }
}
