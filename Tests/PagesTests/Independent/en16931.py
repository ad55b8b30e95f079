"""Checks an invoice in UBL 2.1 against the rules of EN 16931 that apply to it, and against the
CSV files beside it, with arithmetic of its own.

Usage: en16931.py FOLDER, which holds invoice.xml, invoice.csv and settlement.csv. Prints one line
for each broken rule, by its name in the standard, and exits with 1 when there is one.
"""
import csv
import os
import re
import sys
from decimal import Decimal
from xml.etree import ElementTree

SPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMES = {"i": SPACE + "Invoice-2", "cac": SPACE + "CommonAggregateComponents-2",
         "cbc": SPACE + "CommonBasicComponents-2"}
broken = []


def rule(name, holds, what=""):
    if not holds:
        broken.append(f"{name} {what}".strip())


def texts(node, path):
    return [(each.text or "").strip() for each in node.findall(path, NAMES)]


def text(node, path):
    found = texts(node, path)
    return found[0] if found and found[0] else None


def number(node, path):
    found = text(node, path)
    return Decimal(found) if found is not None else None


def has(node, path):
    return bool(text(node, path))


def date(value):
    return value is not None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None


def identification(invoice):
    rule("BR-01", text(invoice, "cbc:CustomizationID") == "urn:cen.eu:en16931:2017")
    rule("BR-02", has(invoice, "cbc:ID"))
    rule("BR-03", date(text(invoice, "cbc:IssueDate")))
    rule("BR-04", text(invoice, "cbc:InvoiceTypeCode") == "380")
    currency = text(invoice, "cbc:DocumentCurrencyCode")
    rule("BR-05", currency is not None and re.fullmatch("[A-Z]{3}", currency) is not None)
    for node in invoice.iter():
        if "currencyID" in node.attrib:
            rule("BR-CL-03", node.attrib["currencyID"] == currency, node.tag)
    for period in invoice.findall("cac:InvoicePeriod", NAMES):
        start, end = text(period, "cbc:StartDate"), text(period, "cbc:EndDate")
        rule("BR-CO-19", start or end)
        rule("BR-29", not (start and end) or start <= end)


def parties(invoice):
    seller = invoice.find("cac:AccountingSupplierParty/cac:Party", NAMES)
    buyer = invoice.find("cac:AccountingCustomerParty/cac:Party", NAMES)
    for party, name, address, country in (
            (seller, "BR-06", "BR-08", "BR-09"), (buyer, "BR-07", "BR-10", "BR-11")):
        rule(name, party is not None and has(party, "cac:PartyLegalEntity/cbc:RegistrationName"))
        rule(address, party is not None and party.find("cac:PostalAddress", NAMES) is not None)
        code = text(party, "cac:PostalAddress/cac:Country/cbc:IdentificationCode")
        rule(country, code is not None)
        rule("BR-CL-14", code is not None and re.fullmatch("[A-Z]{2}|1A", code) is not None)
    vat = "cac:PartyTaxScheme/cbc:CompanyID"
    identifiers = [vat, "cac:PartyIdentification/cbc:ID", "cac:PartyLegalEntity/cbc:CompanyID"]
    rule("BR-CO-26", any(has(seller, path) for path in identifiers))
    for party in (seller, buyer):
        for identifier in texts(party, vat):
            rule("BR-CO-09", re.match("[A-Z]{2}", identifier) is not None, identifier)
    return text(seller, vat), text(buyer, vat)


def decimals(name, value, most=2):
    rule(name, value is not None and -value.as_tuple().exponent <= most, str(value))


def lines(invoice):
    found = invoice.findall("cac:InvoiceLine", NAMES)
    rule("BR-16", found)
    for line in found:
        where = "line " + str(text(line, "cbc:ID"))
        rule("BR-21", has(line, "cbc:ID"))
        quantity = line.find("cbc:InvoicedQuantity", NAMES)
        rule("BR-22", quantity is not None and quantity.text, where)
        unit = quantity.attrib.get("unitCode") if quantity is not None else None
        rule("BR-23", unit, where)
        rule("BR-CL-23", unit in ("C62", "P1", "C26", "HUR", "MIN", "MON", "DAY"), where)
        rule("BR-24", has(line, "cbc:LineExtensionAmount"), where)
        decimals("BR-DEC-23", number(line, "cbc:LineExtensionAmount"))
        rule("BR-25", has(line, "cac:Item/cbc:Name"), where)
        price = number(line, "cac:Price/cbc:PriceAmount")
        rule("BR-26", price is not None, where)
        rule("BR-27", price is not None and price >= 0, where)
        rule("BR-CO-04", has(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID"), where)
        base = line.find("cac:Price/cbc:BaseQuantity", NAMES)
        if base is not None:
            rule("PEPPOL-EN16931-R121", Decimal(base.text) > 0, where)
            rule("PEPPOL-EN16931-R130", base.attrib.get("unitCode", unit) == unit, where)
    rule("line identifiers differ", len({text(line, "cbc:ID") for line in found}) == len(found))
    return found


def totals(invoice, found):
    total = invoice.find("cac:LegalMonetaryTotal", NAMES)
    names = {"BR-12": "LineExtensionAmount", "BR-13": "TaxExclusiveAmount",
             "BR-14": "TaxInclusiveAmount", "BR-15": "PayableAmount"}
    amounts = {}
    for name, element in names.items():
        amounts[element] = number(total, "cbc:" + element)
        rule(name, amounts[element] is not None)
        decimals("BR-DEC-09/12/14/18", amounts[element])
    if None in amounts.values():
        return amounts

    def documented(indicator):
        return sum((number(each, "cbc:Amount") for each in
                    invoice.findall("cac:AllowanceCharge", NAMES)
                    if text(each, "cbc:ChargeIndicator") == indicator), Decimal(0))

    def or_zero(path):
        return number(total, path) or Decimal(0)

    net = sum((number(line, "cbc:LineExtensionAmount") for line in found), Decimal(0))
    rule("BR-CO-10", amounts["LineExtensionAmount"] == net)
    rule("BR-CO-11", or_zero("cbc:AllowanceTotalAmount") == documented("false"))
    rule("BR-CO-12", or_zero("cbc:ChargeTotalAmount") == documented("true"))
    rule("BR-CO-13", amounts["TaxExclusiveAmount"]
         == net - or_zero("cbc:AllowanceTotalAmount") + or_zero("cbc:ChargeTotalAmount"))
    tax = number(invoice, "cac:TaxTotal/cbc:TaxAmount") or Decimal(0)
    rule("BR-CO-15", amounts["TaxInclusiveAmount"] == amounts["TaxExclusiveAmount"] + tax)
    rule("BR-CO-16", amounts["PayableAmount"] == amounts["TaxInclusiveAmount"]
         - or_zero("cbc:PrepaidAmount") + or_zero("cbc:PayableRoundingAmount"))
    if amounts["PayableAmount"] > 0:
        rule("BR-CO-25", has(invoice, "cbc:DueDate") or has(invoice, "cac:PaymentTerms/cbc:Note"))
    return amounts


def vat(invoice, found, seller, buyer):
    breakdown = invoice.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES)
    rule("BR-CO-18", breakdown)
    tax = number(invoice, "cac:TaxTotal/cbc:TaxAmount")
    decimals("BR-DEC-13", tax)
    rule("BR-CO-14", tax == sum((number(each, "cbc:TaxAmount") for each in breakdown), Decimal(0)))
    used = {text(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID") for line in found}
    listed = [text(each, "cac:TaxCategory/cbc:ID") for each in breakdown]
    rule("BR-CL-17/18", used <= {"O", "AE", "E"}, str(used))
    rule("BR-O/AE/E-01", sorted(listed) == sorted(used), f"{listed} {used}")
    for each in breakdown:
        code = text(each, "cac:TaxCategory/cbc:ID")
        base, amount = number(each, "cbc:TaxableAmount"), number(each, "cbc:TaxAmount")
        rule("BR-45", base is not None)
        rule("BR-46", amount is not None)
        rule("BR-47", code is not None)
        decimals("BR-DEC-19", base)
        decimals("BR-DEC-20", amount)
        rate = number(each, "cac:TaxCategory/cbc:Percent")
        rule("BR-48", rate is not None or code == "O")
        rule("BR-CO-17", amount == ((base or 0) * (rate or 0) / 100).quantize(Decimal("0.01")))
        taxed = sum((number(line, "cbc:LineExtensionAmount") for line in found if text(
            line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID") == code), Decimal(0))
        rule("BR-O/AE/E-08", base == taxed)
        rule("BR-O/AE/E-09", amount == 0)
        rule("BR-O/AE/E-10", has(each, "cac:TaxCategory/cbc:TaxExemptionReason")
             or has(each, "cac:TaxCategory/cbc:TaxExemptionReasonCode"))
    rates = [number(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent") for line in found]
    if "O" in used:
        rule("BR-O-02", seller is None and buyer is None)
        rule("BR-O-05", all(rate is None for rate in rates))
        rule("BR-O-11/12", used == {"O"} and listed == ["O"])
    if "AE" in used:
        rule("BR-AE-02", seller and buyer)
    if "E" in used:
        rule("BR-E-02", seller)
    if used & {"AE", "E"}:
        rule("BR-AE/E-05", all(rate == 0 for rate in rates))


ORDER = ["CustomizationID", "ID", "IssueDate", "InvoiceTypeCode", "DocumentCurrencyCode",
         "InvoicePeriod", "ContractDocumentReference", "AccountingSupplierParty",
         "AccountingCustomerParty", "PaymentTerms", "TaxTotal", "LegalMonetaryTotal",
         "InvoiceLine"]


def order(invoice):
    """The schema of UBL 2.1 fixes the order of elements."""
    names = [node.tag.split("}")[1] for node in invoice]
    rule("UBL order", all(name in ORDER for name in names)
         and names == sorted(names, key=ORDER.index), " ".join(names))


def beside(folder, found, amounts):
    """No line and no sum may differ from the CSV files."""
    with open(os.path.join(folder, "invoice.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rule("as many lines as invoice.csv", len(rows) == len(found), f"{len(rows)} {len(found)}")
    for row, line in zip(rows, found):
        where = "line " + row["line"]
        rule("csv line", text(line, "cbc:ID") == row["line"], where)
        rule("csv item", text(line, "cac:Item/cbc:Name") == row["item"], where)
        rule("csv source", (text(line, "cac:Item/cbc:Description") or "").startswith(row["source"]),
             where)
        amount, quantity = Decimal(row["amount"]), number(line, "cbc:InvoicedQuantity")
        price = number(line, "cac:Price/cbc:PriceAmount")
        rule("csv amount", number(line, "cbc:LineExtensionAmount") == amount, where)
        rule("csv quantity", abs(quantity) == abs(Decimal(row["quantity"])), where)
        rule("csv sign", (quantity < 0) == (amount < 0), where)
        rule("csv rate", price == abs(Decimal(row["rate"])), where)
        base = number(line, "cac:Price/cbc:BaseQuantity") or Decimal(1)
        places = -amount.as_tuple().exponent
        worked = abs(quantity * price / base)
        rounded = int(worked.scaleb(places) + Decimal("0.5"))
        rule("quantity times price", abs(amount).scaleb(places) == rounded, f"{where} {worked}")
    with open(os.path.join(folder, "settlement.csv"), encoding="utf-8", newline="") as file:
        sums = {row["item"]: Decimal(row["amount"]) for row in csv.DictReader(file)}
    rule("csv net", amounts["PayableAmount"] == sums["net"])
    below = [amount for amount in
             (number(line, "cbc:LineExtensionAmount") for line in found) if amount < 0]
    rule("csv credits", sum(below, Decimal(0)) == sums["credits"])


def main(folder):
    invoice = ElementTree.parse(os.path.join(folder, "invoice.xml")).getroot()
    rule("root", invoice.tag == "{%s}Invoice" % NAMES["i"], invoice.tag)
    identification(invoice)
    seller, buyer = parties(invoice)
    found = lines(invoice)
    amounts = totals(invoice, found)
    vat(invoice, found, seller, buyer)
    order(invoice)
    beside(folder, found, amounts)
    for each in broken:
        print(each)
    print(f"{len(found)} lines")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
