import Figures

extension AgentSetting {
  init(reading setting: Setting) throws(SettingError) {
    let table = try setting.table(PartnerShape.agents)
    switch (table["of"], table["ids"]) {
    case (let of?, nil):
      _ = try of.word(of: ["queues"])
      selection = .queues
    case (nil, let ids?):
      var agents: [AgentID] = []
      for item in try ids.filledList() {
        // An agent's id does not show itself in a message, so neither does one that is wrong.
        let text = try item.line()
        guard text.isPlatformID else {
          throw item.refusal(
            "'\(item.name)' is no agent id",
            remedy: "copy the id from the person's address in the administration pages")
        }
        guard !agents.contains(AgentID(text)) else {
          throw item.refusal("'\(item.name)' stands there twice", remedy: "remove one of the two")
        }
        agents.append(AgentID(text))
      }
      selection = .named(agents)
    default:
      throw setting.refusal("'\(setting.name)' must hold either 'of: queues' or 'ids'")
    }
    acceptsShared =
      try table["shared"].map { item throws(SettingError) in
        try item.word(of: ["accepted"])
      } != nil
  }
}

extension String {
  /// Whether it has the form of the platform's ids: 90e0e000-0000-4000-8000-000000000101.
  var isPlatformID: Bool {
    count == 36 && split(separator: "-").map(\.count) == [8, 4, 4, 4, 12]
      && allSatisfy { $0 == "-" || $0.isHexDigit && $0.isASCII }
  }
}
