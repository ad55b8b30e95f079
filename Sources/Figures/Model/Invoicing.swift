/// Who invoices whom, as a structured invoice must name them.
package struct Invoicing: Sendable, Hashable {
  package let seller: InvoiceParty
  package let buyer: InvoiceParty
  /// With `{period}` where the period's id stands, so that every month has a number of its own.
  package let numberPattern: String
  package let tax: InvoiceTax

  package init(
    seller: InvoiceParty, buyer: InvoiceParty, numberPattern: String,
    tax: InvoiceTax = InvoiceTax(.outsideScope, reason: nil)
  ) {
    self.seller = seller
    self.buyer = buyer
    self.numberPattern = numberPattern
    self.tax = tax
  }

  package func number(of period: Period) -> String {
    numberPattern.replacing("{period}", with: period.id)
  }
}

/// A party of an invoice with its address.
package struct InvoiceParty: Sendable, Hashable {
  package let name: String
  package let street: String?
  package let city: String?
  package let postcode: String?
  /// Two letters after ISO 3166-1.
  package let country: String
  /// The VAT identifier with its country prefix.
  package let vat: String?

  package init(
    name: String, street: String? = nil, city: String? = nil, postcode: String? = nil,
    country: String, vat: String? = nil
  ) {
    self.name = name
    self.street = street
    self.city = city
    self.postcode = postcode
    self.country = country
    self.vat = vat
  }
}

/// Why an invoice bears no VAT.
///
/// Invoices here are made without tax, so only the categories with a rate of zero exist.
package struct InvoiceTax: Sendable, Hashable {
  /// The code of UNCL 5305.
  package enum Category: String, Sendable, Hashable, CaseIterable {
    case outsideScope = "O"
    case reverseCharge = "AE"
    case exempt = "E"
  }

  package let category: Category
  package let reason: String

  /// A category with its reason, or with the usual words when none is given.
  package init(_ category: Category, reason: String?) {
    self.category = category
    let usual =
      switch category {
      case .outsideScope: "Not subject to VAT"
      case .reverseCharge: "Reverse charge"
      case .exempt: "Exempt from VAT"
      }
    self.reason = reason ?? usual
  }
}
