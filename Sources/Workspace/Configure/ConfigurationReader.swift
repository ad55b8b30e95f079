import Figures

extension Configuration {
  /// Reads `tallysheet.yml` in a folder.
  ///
  /// Relative paths in it start from that folder.
  package init(workspace folder: String, zones: ZoneStore = .system) throws {
    let path = joined(folder, Self.fileName)
    guard DiskFile(path).exists else {
      throw SettingError(
        "there is no \(Self.fileName)", at: path,
        remedy: "run in the workspace folder, or give --workspace; 'tallysheet init' makes one",
        status: .missingInput)
    }
    let bytes = try DiskFile(path).bytes(limit: 1_048_576)
    sha256 = SHA256.hex(of: bytes)
    let root = try SettingFile.root(path, bytes: bytes)
    let table = try root.table(ConfigurationShape.file)
    organization = try Organization(
      reading: table.required("organization"), below: folder, zones: zones)
    signing = try table["signing"].map { setting throws(SettingError) in
      try Signing(reading: setting, below: folder)
    }
    paths = try WorkspacePaths(reading: table["paths"], below: folder)
    runs = try RunSettings(reading: table["runs"], below: folder)
    canaries = try Self.canaries(in: table["privacy"])
    pseudonymKeys = try PseudonymKeySetting.list(
      reading: try table["privacy"]?.table(ConfigurationShape.privacy)["pseudonyms"],
      signing: signing, below: folder)
    brand = try table["brand"].map { setting throws(SettingError) in
      try BrandSettings(reading: setting, below: folder)
    }
    var partners: [PartnerSettings] = []
    for setting in try table.required("partners").filledList() {
      partners.append(try PartnerSettings(reading: setting, below: folder))
    }
    self.partners = partners
    try Self.refuseSharing(try table.required("partners").list(), partners)
    try refuseSharedTargets(try table.required("partners").list())
    if organization.dialect == .guide {
      try Self.refuseUnknownToTheGuide(try table.required("partners").list())
    }
  }

  /// A canary that every page could hold by chance would say nothing.
  private static func canaries(in setting: Setting?) throws(SettingError) -> [String] {
    var canaries: [String] = []
    for item in try setting?.table(ConfigurationShape.privacy)["canaries"]?.filledList() ?? [] {
      let text = try item.line()
      guard text.utf8.count >= ForbiddenText.shortest else {
        throw item.refusal(
          "'\(item.name)' is too short to mean something where it is found",
          remedy:
            "choose a text of at least \(ForbiddenText.shortest) letters that nothing else has")
      }
      canaries.append(text)
    }
    return canaries
  }

  /// The guide's dialect has no records of conversations and knows nothing of agents.
  private static func refuseUnknownToTheGuide(_ settings: [Setting]) throws {
    for setting in settings {
      let table = try setting.table()
      if let records = table["records"] {
        throw records.refusal(
          "'records' has no counterpart in the dialect 'guide'",
          remedy: "take it out, or write 'dialect: published'")
      }
      if let agents = table["agents"] {
        throw agents.refusal(
          "the dialect 'guide' knows nothing of agents",
          remedy: "remove 'agents', or use the dialect 'published'")
      }
    }
  }

  /// A partner's site is built from its own queues alone.
  private static func refuseSharing(_ settings: [Setting], _ partners: [PartnerSettings]) throws {
    var owners: [QueueSetting.Reference: String] = [:]
    var ids: Set<String> = []
    for (setting, partner) in zip(settings, partners) {
      let id = partner.partner.id
      guard ids.insert(id).inserted else {
        throw try setting.table().required("id").refusal(
          "two partners have the id '\(id)'", remedy: "give each partner an id of its own")
      }
      let places = try setting.table().required("queues").list()
      for (place, queue) in zip(places, partner.queues) {
        if let owner = owners.updateValue(id, forKey: queue.reference) {
          throw place.refusal(
            owner == id
              ? "the partner '\(id)' lists this queue twice"
              : "this queue belongs to the partner '\(owner)' already",
            remedy: "a queue has one partner and one entry")
        }
      }
    }
  }
}

extension Configuration {
  /// A target is replaced as a whole: none may hold another, nor a folder of the workspace.
  private func refuseSharedTargets(_ settings: [Setting]) throws {
    var taken = [paths.archive, paths.commentary, paths.publicFolder, paths.theirs, runs.folder]
      .map { ("", $0) }
    for (setting, partner) in zip(settings, partners) {
      guard let target = partner.publish else { continue }
      let place = target.place
      for (owner, other) in taken
      where WorkspacePaths.isInside(place, other) || WorkspacePaths.isInside(other, place) {
        throw try setting.table().required("publish").refusal(
          owner.isEmpty
            ? "the target overlaps the workspace's folder '\(other)'"
            : "the target overlaps the one of the partner '\(owner)'",
          remedy: "give each partner a target of its own, outside the workspace's folders")
      }
      taken.append((partner.partner.id, place))
    }
  }
}

extension PartnerSettings.PublishTarget {
  /// The text by which targets are told apart; a local folder and a remote one never look alike.
  fileprivate var place: String {
    switch self {
    case .directory(let path): path
    case .rclone(let remote): "rclone:\(remote)"
    case .rsync(let remote): "rsync:\(remote)"
    }
  }
}

extension Signing {
  init(reading setting: Setting, below folder: String) throws(SettingError) {
    let table = try setting.table(ConfigurationShape.signing)
    key = try table.required("key").secret(below: folder)
    let identity = try table.required("identity").identity()
    self.identity = identity
    validity = try Validity(reading: table)
    earlier = try (table["earlier"]?.list() ?? []).map { item throws(SettingError) in
      let table = try item.table(ConfigurationShape.earlierKey)
      let line = try table.required("key")
      guard let publicKey = PublicKey(line: try line.line()) else {
        throw line.refusal(
          "'\(line.name)' is not the public half of an Ed25519 key",
          remedy: "write the line of the .pub file: ssh-ed25519 AAAA…")
      }
      return EarlierKey(
        publicKey: publicKey, identity: try table["identity"]?.identity() ?? identity,
        validity: try Validity(reading: table))
    }
  }
}

extension Signing.Validity {
  init(reading table: SettingTable) throws(SettingError) {
    from = try table["validFrom"]?.date()
    until = try table["validUntil"]?.date()
    if let from, let until, until < from, let setting = table["validUntil"] {
      throw setting.refusal(
        "'\(setting.name)' lies before the key's first day",
        remedy: "write the first and the last day")
    }
  }
}

extension Setting {
  /// A name for `allowed_signers`, whose lines separate their parts by spaces and names by commas.
  fileprivate func identity() throws(SettingError) -> String {
    let text = try line()
    guard !text.contains(where: { $0.isWhitespace || "\",*?!#".contains($0) }) else {
      throw refusal(
        "'\(name)' must be one word without quotes, commas or wildcards",
        remedy: "an e-mail address is usual")
    }
    return text
  }
}

extension RunSettings {
  init(reading setting: Setting?, below folder: String) throws(SettingError) {
    let table = try setting?.table(ConfigurationShape.runs)
    self.folder = joined(folder, try table?["folder"]?.line() ?? "runs")
    metrics = try table?["metrics"].map { value throws(SettingError) in
      joined(folder, try value.line())
    }
    var words: [String] = []
    for item in try table?["notify"]?.filledList() ?? [] { words.append(try item.text()) }
    notify = words.isEmpty ? nil : words
  }
}

extension WorkspacePaths {
  init(reading setting: Setting?, below folder: String) throws(SettingError) {
    let table = try setting?.table(ConfigurationShape.paths)
    func path(_ key: String, default name: String) throws(SettingError) -> String {
      joined(folder, try table?[key]?.line() ?? name)
    }
    archive = try path("archive", default: "archive")
    commentary = try path("commentary", default: "commentary")
    publicFolder = try path("public", default: "public")
    theirs = try path("theirs", default: "theirs")
    templates = try table?["templates"].map { value throws(SettingError) in
      joined(folder, try value.line())
    }
    // What lies in the public folder is replaced as a whole and copied to partners.
    let folders = [
      ("archive", archive), ("commentary", commentary), ("templates", templates),
      ("theirs", theirs),
    ]
    for (key, path) in folders {
      guard let path, let setting else { continue }
      if Self.isInside(path, publicFolder) {
        throw (table?[key] ?? setting).refusal(
          "'paths.\(key)' lies in the public folder", remedy: "keep it beside 'paths.public'")
      }
    }
  }

  fileprivate static func isInside(_ path: String, _ folder: String) -> Bool {
    func parts(_ text: String) -> [Substring] {
      text.split(separator: "/").filter { $0 != "." }
    }
    return path.hasPrefix("/") == folder.hasPrefix("/") && parts(path).starts(with: parts(folder))
  }
}
