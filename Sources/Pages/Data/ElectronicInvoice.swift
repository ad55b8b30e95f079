import Figures
import Foundation

/// The invoice as UBL 2.1 after EN 16931, from the lines and sums of `invoice.csv`.
///
/// A credit is a line with a quantity below zero, because a price must not be. Its date of issue is
/// the last day of the period: a clock would give other bytes each time.
struct ElectronicInvoice {
  private let statement: Statement
  private let invoice: Invoice
  private let parties: Invoicing

  /// The invoice of a final period whose parties are configured, else `nil`.
  ///
  /// EN 16931 allows two decimals; for a currency with three there is none.
  init?(_ statement: Statement) {
    guard let invoice = statement.invoice, let parties = statement.partner.invoicing,
      statement.isFinal, invoice.net.currency.places <= 2
    else { return nil }
    self.statement = statement
    self.invoice = invoice
    self.parties = parties
  }

  static func isWritten(for statement: Statement) -> Bool { ElectronicInvoice(statement) != nil }

  private var code: String { invoice.net.currency.code }
  private var lastDay: LocalDate { statement.period.endDay.adding(days: -1) }
  private var isOutsideScope: Bool { parties.tax.category == .outsideScope }

  var output: OutputFile {
    var xml = XMLBuffer()
    let space = "urn:oasis:names:specification:ubl:schema:xsd:"
    xml.element(
      "Invoice",
      [
        "xmlns": space + "Invoice-2", "xmlns:cac": space + "CommonAggregateComponents-2",
        "xmlns:cbc": space + "CommonBasicComponents-2",
      ]
    ) { xml in
      head(&xml)
      party("cac:AccountingSupplierParty", parties.seller, id: statement.partner.id, &xml)
      party("cac:AccountingCustomerParty", parties.buyer, id: nil, &xml)
      xml.element("cac:PaymentTerms") {
        $0.element("cbc:Note", "As agreed in: \(statement.contract.title)")
      }
      tax(&xml)
      totals(&xml)
      for (index, line) in invoice.lines.enumerated() { self.line(line, number: index + 1, &xml) }
    }
    return OutputFile(path: "data/invoice.xml", text: xml.text)
  }

  private func head(_ xml: inout XMLBuffer) {
    xml.element("cbc:CustomizationID", "urn:cen.eu:en16931:2017")
    xml.element("cbc:ID", parties.number(of: statement.period))
    xml.element("cbc:IssueDate", lastDay.text)
    xml.element("cbc:InvoiceTypeCode", "380")
    xml.element("cbc:DocumentCurrencyCode", code)
    xml.element("cac:InvoicePeriod") {
      $0.element("cbc:StartDate", statement.period.firstDay.text)
      $0.element("cbc:EndDate", lastDay.text)
    }
    xml.element("cac:ContractDocumentReference") {
      $0.element("cbc:ID", statement.terms.reference ?? statement.contract.title)
    }
  }

  private func party(
    _ name: String, _ party: InvoiceParty, id: String?, _ xml: inout XMLBuffer
  ) {
    xml.element(name) { xml in
      xml.element("cac:Party") { xml in
        if let id { xml.element("cac:PartyIdentification") { $0.element("cbc:ID", id) } }
        xml.element("cac:PostalAddress") { xml in
          xml.element("cbc:StreetName", ifAny: party.street)
          xml.element("cbc:CityName", ifAny: party.city)
          xml.element("cbc:PostalZone", ifAny: party.postcode)
          xml.element("cac:Country") { $0.element("cbc:IdentificationCode", party.country) }
        }
        // An invoice outside the scope of VAT must not name a VAT identifier (BR-O-02); there the
        // same characters identify the legal entity.
        if !isOutsideScope, let vat = party.vat {
          xml.element("cac:PartyTaxScheme") { xml in
            xml.element("cbc:CompanyID", vat)
            Self.scheme(&xml)
          }
        }
        xml.element("cac:PartyLegalEntity") { xml in
          xml.element("cbc:RegistrationName", party.name)
          if isOutsideScope { xml.element("cbc:CompanyID", ifAny: party.vat) }
        }
      }
    }
  }

  private static func scheme(_ xml: inout XMLBuffer) {
    xml.element("cac:TaxScheme") { $0.element("cbc:ID", "VAT") }
  }

  private func tax(_ xml: inout XMLBuffer) {
    xml.element("cac:TaxTotal") { xml in
      amount("cbc:TaxAmount", .zero(invoice.net.currency), &xml)
      xml.element("cac:TaxSubtotal") { xml in
        amount("cbc:TaxableAmount", invoice.net, &xml)
        amount("cbc:TaxAmount", .zero(invoice.net.currency), &xml)
        category("cac:TaxCategory", reason: parties.tax.reason, &xml)
      }
    }
  }

  private func category(_ name: String, reason: String? = nil, _ xml: inout XMLBuffer) {
    xml.element(name) { xml in
      xml.element("cbc:ID", parties.tax.category.rawValue)
      if !isOutsideScope { xml.element("cbc:Percent", "0") }
      xml.element("cbc:TaxExemptionReason", ifAny: reason)
      Self.scheme(&xml)
    }
  }

  private func totals(_ xml: inout XMLBuffer) {
    xml.element("cac:LegalMonetaryTotal") { xml in
      for name in ["LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount"] {
        amount("cbc:\(name)", invoice.net, &xml)
      }
      amount("cbc:PayableAmount", invoice.net, &xml)
    }
  }

  private func line(_ line: InvoiceLine, number: Int, _ xml: inout XMLBuffer) {
    // What comes off says so by its quantity, whichever of its numbers is below zero.
    let quantity = line.amount.minorUnits < 0 ? -abs(line.quantity) : abs(line.quantity)
    let unit = Self.unitCode(line.unit)
    xml.element("cac:InvoiceLine") { xml in
      xml.element("cbc:ID", String(number))
      xml.element(
        "cbc:InvoicedQuantity", quantity.cell,
        ["unitCode": unit])
      amount("cbc:LineExtensionAmount", line.amount, &xml)
      xml.element("cac:Item") { xml in
        xml.element("cbc:Description", description(line))
        xml.element("cbc:Name", line.item)
        category("cac:ClassifiedTaxCategory", &xml)
      }
      xml.element("cac:Price") { xml in
        xml.element("cbc:PriceAmount", abs(line.rate).cell, ["currencyID": code])
        // Two percent of a sum are two hundredths of it.
        if unit == "P1" { xml.element("cbc:BaseQuantity", "100", ["unitCode": unit]) }
      }
    }
  }

  /// Where the quantity comes from; for a credit the clause and its verdict.
  private func description(_ line: InvoiceLine) -> String {
    guard let cause = line.credited(among: statement.assessments) else { return line.source }
    return "\(line.source), measure \(cause.measure.id)"
  }

  private func amount(_ name: String, _ money: Money, _ xml: inout XMLBuffer) {
    xml.element(name, money.text, ["currencyID": code])
  }

  /// The code of UN/ECE Recommendation 20 for what is counted.
  private static func unitCode(_ unit: String) -> String {
    if unit.hasPrefix("percent") { return "P1" }
    return unit.hasSuffix("_ms") ? "C26" : "C62"
  }
}
