/// Personal data that a pattern found in a text.
///
/// The scan is the second line behind the allow-list of columns. It is for texts: of the numbers in
/// a numeric column nearly one in a hundred passes for a card by chance.
package struct PersonalData: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case phone, email, sip, card, iban, ip
    case socialSecurity = "us_ssn"
    case nationalInsurance = "uk_nino"
    case cadastro = "br_cpf"
    case identity = "es_dni"
    case aadhaar = "in_aadhaar"
  }

  package let kind: Kind
  /// The find with stars for its letters and all but two digits, for a message.
  package let sample: String

  package init(kind: Kind, sample: String) {
    self.kind = kind
    self.sample = sample
  }

  /// Everything that a text seems to hold, in the order in which it is looked for.
  package static func found(in text: String) -> [PersonalData] {
    var scan = PersonalDataScan(text)
    scan.run()
    return scan.found
  }
}
