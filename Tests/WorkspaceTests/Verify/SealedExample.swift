import Figures
import Foundation
import Testing
import Workspace

/// A sealed period of two queues and two hours, every figure of it worked out by hand.
///
/// Queue q1 has no data in the last half hour. Service level is answered in time through offered.
enum SealedExample {
  static let signer = SealSigner(
    signer: AllowedSigner(identity: "evidence@bank.example", publicKey: key.publicKey), key: key)

  static let key: SigningKey = {
    guard let key = SigningKey(seed: SignatureExample.seed) else {
      preconditionFailure("the example's seed has 32 bytes")
    }
    return key
  }()

  static let tables: [(name: String, key: [String], text: String)] = [
    (
      "intervals", ["queue_id", "media", "direction", "interval_start"],
      """
      \(counterHead)
      q1,Cards,voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,1800,10,8,6,2,1,0,,100000,80000,20000,30000,8,800000,700000,,100000,200000,final
      q1,Cards,voice,inbound,2026-10-01T08:30:00Z,2026-10-01T10:30:00+02:00,1800,5,5,5,0,0,0,,20000,20000,0,9000,5,500000,450000,,50000,150000,final
      q1,Cards,voice,inbound,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,1800,0,0,0,0,0,0,,0,0,0,0,0,0,0,,0,0,final
      q1,Cards,voice,inbound,2026-10-01T09:30:00Z,2026-10-01T11:30:00+02:00,1800,,,,,,,,,,,,,,,,,,missing
      q2,"Loans, all",voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,1800,4,4,3,0,0,0,,40000,40000,0,20000,4,400000,360000,,40000,120000,final
      q2,"Loans, all",voice,inbound,2026-10-01T08:30:00Z,2026-10-01T10:30:00+02:00,1800,0,0,0,0,0,0,,0,0,0,0,0,0,0,,0,0,final
      q2,"Loans, all",voice,inbound,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,1800,0,0,0,0,0,0,,0,0,0,0,0,0,0,,0,0,final
      q2,"Loans, all",voice,inbound,2026-10-01T09:30:00Z,2026-10-01T11:30:00+02:00,1800,1,0,0,1,0,0,,7000,0,7000,7000,0,0,0,,0,0,final

      """
    ),
    (
      "hours", ["queue_id", "media", "direction", "interval_start"],
      """
      \(counterHead)
      q1,Cards,voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,3600,15,13,11,2,1,0,,120000,100000,20000,30000,13,1300000,1150000,,150000,200000,final
      q1,Cards,voice,inbound,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,3600,0,0,0,0,0,0,,0,0,0,0,0,0,0,,0,0,partial
      q2,"Loans, all",voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,3600,4,4,3,0,0,0,,40000,40000,0,20000,4,400000,360000,,40000,120000,final
      q2,"Loans, all",voice,inbound,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,3600,1,0,0,1,0,0,,7000,0,7000,7000,0,0,0,,0,0,final

      """
    ),
    (
      "month", ["queue_id", "media", "direction"],
      """
      \(counterHead)
      q1,Cards,voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,7200,15,13,11,2,1,0,,120000,100000,20000,30000,13,1300000,1150000,,150000,200000,partial
      q2,"Loans, all",voice,inbound,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,7200,5,4,3,1,0,0,,47000,40000,7000,20000,4,400000,360000,,40000,120000,final
      *,*,voice,*,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,7200,20,17,14,3,1,0,,167000,140000,27000,30000,17,1700000,1510000,,190000,200000,partial

      """
    ),
    (
      "ratios-hour", ["scope", "interval_start"],
      """
      scope,interval_start,interval_local,\(ratioHead)
      *,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,3600,4,4,19,17,14,2,1,30000,14,19,0.736842,2,19,0.105263,8.235,100.000,final
      q1,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,3600,2,2,15,13,11,2,1,30000,11,15,0.733333,2,15,0.133333,7.692,100.000,final
      q2,2026-10-01T08:00:00Z,2026-10-01T10:00:00+02:00,3600,2,2,4,4,3,0,0,20000,3,4,0.750000,0,4,0.000000,10.000,100.000,final
      *,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,3600,4,3,1,0,0,1,0,7000,0,1,0.000000,1,1,1.000000,,,partial
      q1,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,3600,2,1,0,0,0,0,0,0,,,,,,,,,partial
      q2,2026-10-01T09:00:00Z,2026-10-01T11:00:00+02:00,3600,2,2,1,0,0,1,0,7000,0,1,0.000000,1,1,1.000000,,,final

      """
    ),
    (
      "ratios-month", ["scope"],
      """
      scope,period,\(ratioHead)
      *,2026-10-01,7200,8,7,20,17,14,3,1,30000,14,20,0.700000,3,20,0.150000,8.235,100.000,partial
      q1,2026-10-01,7200,4,3,15,13,11,2,1,30000,11,15,0.733333,2,15,0.133333,7.692,100.000,partial
      q2,2026-10-01,7200,4,4,5,4,3,1,0,20000,3,5,0.600000,1,5,0.200000,10.000,100.000,final

      """
    ),
    (
      "sla", ["measure"],
      """
      measure,title,numerator,denominator,value,target,op,verdict,margin,credit
      level,Level,14,20,0.700000,80,ge,missed,-0.100000,4.25

      """
    ),
    (
      "working", ["measure", "step"],
      """
      measure,step,name,value,unit
      level,answered_in_time,Answered in time,14,contacts
      level,offered,Offered,20,contacts
      level,left_side,Result times denominator,1400,percent
      level,right_side,Target times denominator,1600,percent
      level,shortfall,Shortfall,0.100000,points
      level,step_percent,Step of the credit table,10,percent
      level,base,Fees of the month,42.50,EUR

      """
    ),
    (
      "whatif", ["measure", "formula"],
      """
      measure,formula,words,contract,numerator,denominator,value,target,op,result,margin,flips
      level,offered,answered in time / offered,yes,14,20,0.700000,80,ge,missed,-0.100000,no
      level,answered,answered in time / answered,no,14,17,0.823529,80,ge,met,0.023529,yes

      """
    ),
    (
      "measure-series", ["measure", "queue_id", "media", "direction"],
      """
      measure,queue_id,media,direction
      level,q1,voice,inbound
      level,q2,voice,inbound

      """
    ),
    (
      "measure-windows", ["measure", "window_start"],
      """
      measure,window_start,window_end,use
      level,2026-10-01T08:00:00Z,2026-10-01T10:00:00Z,counted

      """
    ),
    (
      "passports", ["resource", "row", "column"],
      """
      resource,row,column,formula
      working,"measure=level,step=answered_in_time",value,answered_in_threshold
      working,"measure=level,step=offered",value,offered
      whatif,"measure=level,formula=offered",numerator,answered_in_threshold
      whatif,"measure=level,formula=offered",denominator,offered
      whatif,"measure=level,formula=answered",numerator,answered_in_threshold
      whatif,"measure=level,formula=answered",denominator,answered

      """
    ),
    (
      "invoice", ["line"],
      """
      line,item,source,quantity,unit,rate,currency,amount
      1,Answered,month.csv answered,17,answered,2.5,EUR,42.50
      2,Credit: Level,clause 1,10,percent of fees,42.5,EUR,-4.25

      """
    ),
    (
      "settlement", ["item"],
      """
      item,currency,amount
      fees,EUR,42.50
      credits,EUR,-4.25
      net,EUR,38.25

      """
    ),
  ]

  static let page = """
    <!doctype html><title>Report</title><style>td>a{color:red}</style>
    <p>Service level was <data value="0.700000" data-key="ratios-month/scope=*/service_level" \
    data-value="0.700000" data-unit="percent">70.0%</data>, the wait \
    <data value="8.235" data-key="ratios-month/scope=*/speed_of_answer" data-value="8.235" \
    data-unit="seconds">0:08</data>, the credit <b data-key="settlement/item=credits/amount" \
    data-value="-4.25" data-unit="EUR" data-sign="negated">€4.25</b>.</p>
    <table data-resource="ratios-month"><thead><tr><th>Queue</th>\
    <th data-col="offered" data-unit="count">Offered</th>\
    <th data-col="handle_time" data-unit="seconds">Handled in</th></tr></thead>
    <tbody><tr data-row="scope=q1"><th>Cards</th><td data-value="15"><a href="x">15</a></td>\
    <td data-value="100.000">1:40</td></tr></tbody></table>
    """

  private static let counterHead =
    "queue_id,queue,media,direction,interval_start,interval_local,seconds,offered,answered,"
    + "answered_in_threshold,abandoned,short_abandoned,flow_out,transferred,wait_ms,"
    + "wait_answered_ms,wait_abandoned_ms,wait_max_ms,handled,handle_ms,talk_ms,hold_ms,acw_ms,"
    + "handle_max_ms,state"

  private static let ratioHead =
    "seconds,expected,received,offered,answered,answered_in_threshold,abandoned,short_abandoned,"
    + "wait_max_ms,service_level_numerator,service_level_denominator,service_level,"
    + "abandon_rate_numerator,abandon_rate_denominator,abandon_rate,speed_of_answer,handle_time,"
    + "state"

  struct Edit: Sendable {
    let file: String
    let old: String
    let new: String
  }

  struct NothingToEdit: Error { let edit: Edit }

  /// Edits files as somebody would who holds the key: package, manifest and signatures fit.
  static func files(_ edits: [Edit] = []) throws -> [OutputFile] {
    var edits = edits
    func edited(_ name: String, _ text: String) throws -> String {
      var text = text
      for edit in edits where edit.file == name {
        guard text.contains(edit.old) else { throw NothingToEdit(edit: edit) }
        text = text.replacing(edit.old, with: edit.new, maxReplacements: 1)
      }
      edits.removeAll { $0.file == name }
      return text
    }
    var files: [OutputFile] = []
    var resources: [[String: Any]] = []
    for table in tables {
      let path = "data/\(table.name).csv"
      let text = try edited(path, table.text.replacing("\n", with: "\r\n"))
      let file = OutputFile(path: path, text: text)
      files.append(file)
      let head = table.text.prefix { $0 != "\n" }.split(separator: ",")
      resources.append([
        "name": table.name, "path": "\(table.name).csv", "bytes": file.bytes.count,
        "hash": "sha256:" + SHA256.hex(of: file.bytes),
        "rows": table.text.split(separator: "\n").count - 1,
        "schema": [
          "fields": head.map { ["name": $0, "type": type(of: String($0))] },
          "primaryKey": table.key,
        ],
      ])
    }
    let package: [String: Any] = [
      "name": "example", "medium": "voice", "rounding": "half_up", "resources": resources,
      "formulas": [
        "service_level": "answered_in_threshold / offered", "abandon_rate": "abandoned / offered",
        "handle_time": "handle_ms / handled", "sla/level": "answered_in_threshold / offered",
      ],
    ]
    let json = try JSONSerialization.data(
      withJSONObject: package, options: [.sortedKeys, .withoutEscapingSlashes])
    files.append(
      OutputFile(
        path: "data/datapackage.json",
        text: try edited("data/datapackage.json", String(decoding: json, as: UTF8.self))))
    files.append(OutputFile(path: "index.html", text: try edited("index.html", page)))
    if let edit = edits.first { throw NothingToEdit(edit: edit) }
    return files
  }

  private static func type(of column: String) -> String {
    switch column {
    case "interval_start", "window_start", "window_end": "datetime"
    case "service_level", "abandon_rate", "speed_of_answer", "handle_time", "value", "target",
      "margin", "credit", "quantity", "rate", "amount":
      "number"
    case "queue_id", "queue", "media", "direction", "interval_local", "state", "scope", "period",
      "measure", "title", "op", "verdict", "item", "source", "unit", "currency", "step", "name",
      "formula",
      "words", "contract", "result", "flips", "use", "resource", "row", "column":
      "string"
    default: "integer"
    }
  }

  static func record(previousPeriod: SealRecord.Link? = nil) -> SealRecord {
    SealRecord(
      partner: "northline", period: "2026-10-01", previousPeriod: previousPeriod,
      provenance: Provenance(
        captureIDs: ["20261105T060000Z-01"], capturedFrom: Instant(seconds: 1_793_858_400),
        capturedTo: Instant(seconds: 1_793_858_460), dialect: "published", apiHost: "h",
        organizationID: "o", requests: 3, granularity: "PT30M", zoneName: "Europe/Berlin",
        zoneDataVersion: "2026b", zoneFileSHA256: "2f", contractSHA256: "c0",
        programVersion: "0.1.0"), templatesSHA256: "dd")
  }

  /// Writes the sealed folder.
  static func write(
    _ edits: [Edit] = [], signer: SealSigner? = signer, record: SealRecord = record(),
    to path: String
  ) throws {
    try SiteWriter.write(
      try FolderSeal(signer: signer).files(try files(edits), record: record), to: path)
  }
}
