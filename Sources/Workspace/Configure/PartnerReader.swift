import Figures
import Foundation

extension PartnerSettings {
  /// The tag of the language, with the region where one is named.
  private static func tag(
    _ locale: Setting?, language: Language?
  ) throws(SettingError) -> String {
    guard let locale else { return (language ?? .english).tag }
    let tag = try locale.locale()
    guard let own = Language(tag: tag), Language.written.contains(own) else {
      throw locale.refusal(
        "'\(locale.name)' is '\(tag)', and pages are not written in that language",
        remedy: "name a region of " + Language.written.map(\.rawValue).joined(separator: ", "))
    }
    guard own == language ?? own else {
      throw locale.refusal(
        "'\(locale.name)' is '\(tag)', and 'language' is another",
        remedy: "name a region of the language, or leave one of the two out")
    }
    return tag
  }

  init(reading setting: Setting, below folder: String) throws(SettingError) {
    let table = try setting.table(PartnerShape.partner)
    partner = Partner(
      id: try table.required("id").identifier(), name: try table.required("name").line(),
      locale: try Self.tag(
        table["locale"],
        language: try table["language"].flatMap { item throws(SettingError) in
          Language(rawValue: try item.word(of: Language.written.map(\.rawValue)))
        }),
      invoicing: try table["invoice"].map { item throws(SettingError) in
        try Invoicing(reading: item)
      },
      address: try table["address"].map { item throws(SettingError) in try item.siteAddress() })
    contractFile = joined(folder, try table.required("contract").line())
    let media = try table["media"]?.media() ?? ["voice"]
    let directions = try table["directions"]?.directions() ?? ["inbound"]
    var queues: [QueueSetting] = []
    for item in try table.required("queues").filledList() {
      queues.append(try QueueSetting(reading: item, media: media, directions: directions))
    }
    self.queues = queues
    let privacy = try table["privacy"]?.table(PartnerShape.privacy)
    smallCell = try privacy?["smallCell"]?.integer(in: 1...1000) ?? 5
    agents = try privacy?["agents"]?.choice() ?? .pseudonym
    conversations =
      try privacy?["conversations"].flatMap { item throws(SettingError) in
        Naming(rawValue: try item.word(of: PartnerShape.conversationNames))
      } ?? .pseudonym
    var exceptions: [LeakException] = []
    for item in try privacy?["allow"]?.list() ?? [] {
      exceptions.append(try LeakException(reading: item))
    }
    self.exceptions = exceptions
    var gaps: [GapSetting] = []
    for item in try table["gaps"]?.list() ?? [] { gaps.append(try GapSetting(reading: item)) }
    self.gaps = gaps
    var silences: [SilenceSetting] = []
    for item in try table["silences"]?.list() ?? [] {
      silences.append(try SilenceSetting(reading: item))
    }
    self.silences = silences
    records = try table["records"]?.choice()
    publish = try table["publish"].map { item throws(SettingError) in
      try PublishTarget(reading: item, below: folder)
    }
    brand = try table["brand"].map { item throws(SettingError) in
      try BrandSettings(reading: item, below: folder)
    }
    agentTime = try table["agents"].map { item throws(SettingError) in
      try AgentSetting(reading: item)
    }
  }
}

extension PartnerSettings.PublishTarget {
  init(reading setting: Setting, below folder: String) throws(SettingError) {
    let keys = PartnerShape.targets.map(\.name)
    let (key, value) = try setting.table(keys).single(of: keys)
    let text = try value.line()
    guard !text.hasPrefix("-") else {
      throw value.refusal("'\(value.name)' would be taken for an option of the program")
    }
    switch key {
    case "directory": self = .directory(joined(folder, text))
    case "rclone": self = .rclone(text)
    default: self = .rsync(text)
    }
  }
}

extension QueueSetting {
  init(reading setting: Setting, media: [String], directions: [String]) throws(SettingError) {
    let table = try setting.table(PartnerShape.queue)
    switch (table["id"], table["name"]) {
    case (let id?, nil):
      let text = try id.line()
      guard text.isPlatformID else {
        throw id.refusal(
          "'\(text)' is no queue id",
          remedy: "copy the id from the queue's address in the "
            + "administration pages, or give the queue's 'name'")
      }
      reference = .id(QueueID(text))
    case (nil, let name?): reference = .name(try name.line())
    default: throw setting.refusal("'\(setting.name)' must hold either 'id' or 'name'")
    }
    label = try table["label"]?.line()
    self.media = try table["media"]?.media() ?? media
    self.directions = try table["directions"]?.directions() ?? directions
  }
}

extension LeakException {
  fileprivate init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.exception)
    self.init(
      text: try table.required("text").line(), reason: try table.required("reason").line())
  }
}

extension GapSetting {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.gap)
    span = try LocalSpan(reading: table)
    reason = try table.required("reason").line()
    evidence = try table["evidence"]?.line()
  }
}

extension SilenceSetting {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.silence)
    span = try LocalSpan(reading: table)
    reason = try table.required("reason").line()
  }
}

extension LocalSpan {
  init(reading table: SettingTable) throws(SettingError) {
    let from = try table.required("from").moment()
    let end = try table.required("to")
    let to = try end.moment()
    guard from < to else {
      throw end.refusal(
        "'\(end.name)' does not lie after 'from'", remedy: "'to' is the first moment after it")
    }
    self.init(from: from, to: to)
  }
}

extension Setting {
  fileprivate func moment() throws(SettingError) -> LocalMoment {
    let text = try line()
    guard let moment = LocalMoment(text) else {
      throw refusal(
        "'\(name)' is '\(text)', not a date or local time",
        remedy: "write it like 2026-10-11 or 2026-10-11T14:25")
    }
    return moment
  }

  /// A list of words, each once.
  private func words(_ read: (Setting) throws(SettingError) -> String) throws(SettingError)
    -> [String]
  {
    var words: [String] = []
    for item in try filledList() {
      let word = try read(item)
      guard !words.contains(word) else { throw item.refusal("'\(word)' stands twice") }
      words.append(word)
    }
    return words
  }

  fileprivate func media() throws(SettingError) -> [String] {
    try words { item throws(SettingError) in
      let text = try item.line()
      // A word that the platform does not know would give a month of zeros, not an error.
      guard PartnerShape.media.contains(text) else {
        throw item.refusal(
          "'\(text)' is no medium",
          remedy: PartnerShape.media.nearest(to: text).map { "did you mean '\($0)'?" }
            ?? "write one of: \(PartnerShape.media.joined(separator: ", "))")
      }
      return text
    }
  }

  fileprivate func directions() throws(SettingError) -> [String] {
    try words { item throws(SettingError) in try item.word(of: ["inbound", "outbound"]) }
  }

  /// An address below which a site's files lie, with a slash at the end.
  fileprivate func siteAddress() throws(SettingError) -> String {
    let text = try line()
    let isPlain = text.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"?#\"<>".utf8.contains($0) }
    guard isPlain, let url = URL(string: text), ["https", "http"].contains(url.scheme),
      url.host?.isEmpty == false
    else {
      throw refusal(
        "'\(name)' is no web address",
        remedy: "write it as the browser shows it, such as https://northline.example.com/")
    }
    return text.hasSuffix("/") ? text : text + "/"
  }

  fileprivate func locale() throws(SettingError) -> String {
    let text = try line()
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.count),
      language.allSatisfy({ $0.isASCII && $0.isLowercase }),
      parts.dropFirst().allSatisfy({
        (2...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      })
    else {
      throw refusal("'\(name)' is '\(text)', not a language tag", remedy: "write it like en-GB")
    }
    return text
  }
}
