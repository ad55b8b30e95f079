import Figures

extension Invoicing {
  /// Reads who invoices whom: `seller`, `buyer`, `number` and, when VAT needs a reason, `tax`.
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.invoice)
    let number = try table.required("number")
    let pattern = try number.line()
    guard pattern.contains("{period}") else {
      throw number.refusal(
        "'\(number.name)' would give every month the same number",
        remedy: "let it hold {period}, such as INV-{period}")
    }
    let seller = try table.required("seller")
    let buyer = try table.required("buyer")
    let tax = try table["tax"].map { item throws(SettingError) in
      try InvoiceTax(reading: item)
    }
    self.init(
      seller: try InvoiceParty(reading: seller), buyer: try InvoiceParty(reading: buyer),
      numberPattern: pattern, tax: tax ?? InvoiceTax(.outsideScope, reason: nil))
    // A structured invoice that names one of these reasons is invalid without the identifiers.
    if self.tax.category != .outsideScope, self.seller.vat == nil {
      throw seller.refusal("'\(seller.name)' needs 'vat' for this tax category")
    }
    if self.tax.category == .reverseCharge, self.buyer.vat == nil {
      throw buyer.refusal("'\(buyer.name)' needs 'vat' for a reverse charge")
    }
  }
}

extension InvoiceTax {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.tax)
    self.init(
      try table.required("category").choice(), reason: try table["reason"]?.line())
  }
}

extension InvoiceParty {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.party)
    self.init(
      name: try table.required("name").line(), street: try table["street"]?.line(),
      city: try table["city"]?.line(), postcode: try table["postcode"]?.line(),
      country: try table.required("country").country(), vat: try table["vat"]?.vatIdentifier())
  }
}

extension Setting {
  /// The codes of ISO 3166-1, and two that invoices use besides: Kosovo and Northern Ireland.
  private static let countries: Set<Substring> = Set(
    """
    1A AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC \
    EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK \
    HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB \
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ \
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU \
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN \
    TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW
    """.split(separator: " "))

  fileprivate func country() throws(SettingError) -> String {
    let text = try line()
    guard Self.countries.contains(text[...]) else {
      throw refusal(
        "'\(name)' is '\(text)', not a country",
        remedy: "write the two letters of ISO 3166, like DE")
    }
    return text
  }

  fileprivate func vatIdentifier() throws(SettingError) -> String {
    let text = try line()
    // Greece writes EL.
    guard text.count <= 15, text.count >= 4,
      text.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) }),
      text.hasPrefix("EL") || Self.countries.contains(text.prefix(2))
    else {
      throw refusal(
        "'\(name)' is '\(text)', not a VAT identifier",
        remedy: "write it with its country and without spaces, like DE123456789")
    }
    return text
  }
}
