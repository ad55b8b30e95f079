import Figures
import Foundation
import Testing
import Workspace

/// The parties of structured invoices, as a configuration names them.
@Suite struct InvoicingTests {
  private static let full = """
    invoice:
          number: "INV-{period}"
          seller: {name: Northline GmbH, street: Weg 1, city: Berlin, postcode: "01067", country: DE, vat: DE123456789}
          buyer: {name: Example Bank, country: GR, vat: EL123456789}
          tax: {category: AE, reason: Steuerschuldnerschaft des Leistungsempfängers}
    """

  private func read(_ invoice: String) throws -> Invoicing? {
    let folder = try TemporaryFolder()
    let text = ConfigurationRefusalTests.valid.replacing(
      "    queues:\n", with: "    \(invoice)\n    queues:\n", maxReplacements: 1)
    try folder.write(text, to: "tallysheet.yml")
    return try Configuration(workspace: folder.path).partners[0].partner.invoicing
  }

  @Test func `are read as they are written`() throws {
    let invoicing = try #require(try read(Self.full))
    #expect(
      invoicing.seller
        == InvoiceParty(
          name: "Northline GmbH", street: "Weg 1", city: "Berlin", postcode: "01067", country: "DE",
          vat: "DE123456789"))
    #expect(
      invoicing.buyer == InvoiceParty(name: "Example Bank", country: "GR", vat: "EL123456789"))
    #expect(invoicing.tax.category == .reverseCharge)
    #expect(invoicing.tax.reason == "Steuerschuldnerschaft des Leistungsempfängers")
    #expect(invoicing.number(of: try Period("2026-10")) == "INV-2026-10")
  }

  @Test func `are left out, and without a word about tax lie outside the scope of VAT`() throws {
    #expect(try read("media: [voice]") == nil)
    let line = Self.full.split(separator: "\n").filter { !$0.contains("tax:") }
      .joined(separator: "\n")
    let tax = try #require(try read(line)).tax
    #expect(tax == InvoiceTax(.outsideScope, reason: "Not subject to VAT"))
  }

  @Test(arguments: [
    ("INV-{period}", "INV-1", "the same number"),
    ("country: DE", "country: Germany", "not a country"),
    ("country: GR", "country: QQ", "not a country"),
    ("vat: DE123456789", "vat: \"123456789\"", "not a VAT identifier"),
    (", vat: DE123456789", "", "needs 'vat'"),
    (", vat: EL123456789", "", "needs 'vat' for a reverse charge"),
    ("category: AE", "category: S", "which is unknown"),
    ("street:", "stret:", "unknown key 'stret'"),
    ("name: Example Bank, ", "", "the key 'name' is missing"),
  ])
  func `are refused when an invoice with them would be invalid`(
    old: String, new: String, what: String
  ) throws {
    #expect(Self.full.contains(old))
    do {
      _ = try read(Self.full.replacing(old, with: new))
      Issue.record("it was taken")
    } catch let error as any Explained {
      #expect(error.explanation.status == .configuration)
      #expect(error.explanation.what.contains(what), "\(error.explanation.what)")
      #expect(error.explanation.place?.contains("tallysheet.yml:") == true)
    }
  }
}
