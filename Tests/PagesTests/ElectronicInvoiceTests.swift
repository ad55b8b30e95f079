import Figures
import Foundation
import Pages
import Testing

/// `invoice.xml` under the rules of EN 16931, checked by code that shares nothing with ours.
@Suite struct ElectronicInvoiceTests {
  private static func parties(_ tax: InvoiceTax.Category) -> Invoicing {
    Invoicing(
      seller: InvoiceParty(
        name: "Northline <Contact> & Söhne", street: "Weg 1", city: "Berlin", postcode: "01067",
        country: "DE", vat: "DE123456789"),
      buyer: InvoiceParty(name: "Example Bank", country: "GR", vat: "EL123456789"),
      numberPattern: "INV-{period}", tax: InvoiceTax(tax, reason: nil))
  }

  private static func files(_ tax: InvoiceTax.Category = .outsideScope) throws -> [String: String] {
    let files = try ExampleMonth(invoicing: parties(tax)).files()
    var wanted: [String: String] = [:]
    for name in ["invoice.xml", "invoice.csv", "settlement.csv"] {
      let text = try #require(files["1999-04/data/\(name)"])
      wanted[name] = text
    }
    return wanted
  }

  /// Runs the checker; gives its status and what it said.
  private static func check(_ files: [String: String]) throws -> (status: Int32, said: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Independent/en16931.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  @Test(arguments: InvoiceTax.Category.allCases)
  func `is valid and equals the CSV files line by line`(tax: InvoiceTax.Category) throws {
    let (status, said) = try Self.check(Self.files(tax))
    #expect(status == 0, "\(said)")
    #expect(said == "2 lines\n")
  }

  /// What is changed in a valid invoice, and the rule that must be named.
  @Test(arguments: [
    ("905.20</cbc:Line", "905.21</cbc:Line", "BR-CO-10"),
    (">887.10</cbc:PayableAmount", ">887.11</cbc:PayableAmount", "BR-CO-16"),
    (">887.10</cbc:TaxExclusiveAmount", ">886.10</cbc:TaxExclusiveAmount", "BR-CO-13"),
    (">-18.10</cbc:Line", ">-18.100</cbc:Line", "BR-DEC-23"),
    ("<cbc:IdentificationCode>DE<", "<cbc:IdentificationCode><", "BR-09"),
    (
      "<cbc:PriceAmount currencyID=\"ILS\">3.1<", "<cbc:PriceAmount currencyID=\"ILS\">-3.1<",
      "BR-27"
    ),
    ("<cbc:Percent>0<", "<cbc:Percent>17<", "BR-CO-17"),
    ("<cbc:Note>As agreed in: Services agreement<", "<cbc:Note><", "BR-CO-25"),
    ("unitCode=\"C62\">292<", "unitCode=\"C62\">293<", "csv quantity line 1"),
    ("DE123456789", "123456789", "BR-CO-09"),
  ])
  func `a wrong one is found out`(old: String, new: String, rule: String) throws {
    var files = try Self.files(.reverseCharge)
    let xml = try #require(files["invoice.xml"])
    #expect(xml.contains(old), "\(old)")
    files["invoice.xml"] = xml.replacing(old, with: new)
    let (status, said) = try Self.check(files)
    #expect(status == 1)
    #expect(said.contains(rule), "\(said)")
  }

  @Test func `is dated on the last day of the period and names no VAT identifier without VAT`()
    throws
  {
    let xml = try #require(try Self.files()["invoice.xml"])
    #expect(xml.contains("<cbc:ID>INV-1999-04</cbc:ID>"))
    #expect(xml.contains("<cbc:IssueDate>1999-04-30</cbc:IssueDate>"))
    #expect(!xml.contains("PartyTaxScheme"))
    #expect(xml.contains("Northline &lt;Contact&gt; &amp; Söhne"))
    #expect(xml.contains("clause 2.1, missed, measure service-level"))
  }

  @Test func `is not written without parties, and is linked when it is`() throws {
    let without = try ExampleMonth.usual.get()
    #expect(!without.keys.contains { $0.hasSuffix(".xml") })
    #expect(!without.values.contains { $0.contains("invoice.xml") })
    let files = try ExampleMonth(invoicing: Self.parties(.exempt)).files()
    for page in ["invoice.html", "data.html"] {
      #expect(files["1999-04/\(page)"]?.contains("href=\"data/invoice.xml\"") == true)
    }
  }
}
