package import Foundation

/// A currency of ISO 4217 and the number of its decimals.
package struct Currency: Sendable, Hashable {
  package let code: String
  /// Decimals of the minor unit: 0 for JPY, 2 for EUR, 3 for KWD.
  package let places: Int

  /// Creates a currency, or `nil` for a code that ISO 4217 does not list with a minor unit.
  package init?(code: String) {
    guard let places = Self.places(of: code) else { return nil }
    self.code = code
    self.places = places
  }

  private static func places(of code: String) -> Int? {
    guard code.count == 3 else { return nil }
    if withoutMinorUnit.contains(code) { return 0 }
    if withThreeDecimals.contains(code) { return 3 }
    return withTwoDecimals.contains(code) ? 2 : nil
  }

  private static let withoutMinorUnit: Set<String> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
  ]

  private static let withThreeDecimals: Set<String> = [
    "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
  ]

  private static let withTwoDecimals: Set<String> = [
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD",
    "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP",
    "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP",
    "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS",
    "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
    "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN",
    "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR",
    "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE",
    "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP", "TRY", "TTD",
    "TWD", "TZS", "UAH", "USD", "UYU", "UZS", "VED", "VES", "WST", "XCD", "YER", "ZAR", "ZMW",
  ]
}

/// An amount in whole minor units of its currency.
package struct Money: Sendable, Hashable {
  package let minorUnits: Int
  package let currency: Currency

  package init(minorUnits: Int, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Rounds an amount to the minor unit.
  package init(_ amount: Decimal, _ currency: Currency, _ rounding: Rounding = .halfUp) {
    let units =
      amount.rounded(currency.places, rounding)
      * Decimal(sign: .plus, exponent: currency.places, significand: 1)
    guard let whole = Int(units.description) else {
      preconditionFailure("an amount beyond nine quintillion minor units")
    }
    minorUnits = whole
    self.currency = currency
  }

  package var amount: Decimal {
    Decimal(minorUnits) * Decimal(sign: .plus, exponent: -currency.places, significand: 1)
  }

  /// The amount with the currency's decimals, without its code: `-2631.79`.
  package var text: String { amount.text(currency.places) }

  /// Adds two amounts of one currency.
  package static func + (left: Money, right: Money) -> Money {
    precondition(left.currency == right.currency, "a contract has one currency")
    return Money(minorUnits: left.minorUnits + right.minorUnits, left.currency)
  }

  package static prefix func - (money: Money) -> Money {
    Money(minorUnits: -money.minorUnits, money.currency)
  }
}
