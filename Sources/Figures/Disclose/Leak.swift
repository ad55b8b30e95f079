/// A place in a finished site that shows what its reader must not see.
package struct Leak: Sendable, Hashable {
  package enum Rule: Sendable, Hashable {
    case forbidden(ForbiddenText.Kind)
    case personal(PersonalData.Kind)
  }

  package let rule: Rule
  package let file: String
  /// Where in the file, such as `line 12, as text`.
  package let place: String
  /// The find with stars for nearly all of it.
  package let sample: String

  package init(rule: Rule, file: String, place: String, sample: String) {
    self.rule = rule
    self.file = file
    self.place = place
    self.sample = sample
  }
}

extension Leak.Rule {
  /// What was found, in the middle of a sentence.
  package var words: String {
    switch self {
    case .forbidden(let kind): kind.rawValue
    case .personal(let kind): kind.words
    }
  }
}

extension PersonalData.Kind {
  fileprivate var words: String {
    switch self {
    case .phone: "what looks like a telephone number"
    case .email: "what looks like an e-mail address"
    case .sip: "what looks like a SIP address"
    case .card: "what looks like the number of a payment card"
    case .iban: "what looks like an IBAN"
    case .ip: "what looks like an IP address"
    case .socialSecurity: "what looks like a social security number (US)"
    case .nationalInsurance: "what looks like a national insurance number (UK)"
    case .cadastro: "what looks like a CPF (Brazil)"
    case .identity: "what looks like a DNI or NIE (Spain)"
    case .aadhaar: "what looks like an Aadhaar number (India)"
    }
  }
}
