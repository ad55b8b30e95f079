import Yams

/// A YAML file, composed once; everything in it keeps its line and column.
struct SettingFile {
  /// The top of a file; `path` is how messages call it.
  static func root(_ path: String, bytes: [UInt8]) throws(SettingError) -> Setting {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingError(
        "the file is not UTF-8 text", at: path, remedy: "save it again with the encoding UTF-8")
    }
    let node: Node?
    do {
      // The encoding is named because the library would otherwise ask the environment for it.
      node = try Yams.compose(yaml: text, .default, .default, .utf8)
    } catch {
      throw refusal(of: error, in: path)
    }
    guard let node else { throw SettingError("the file is empty", at: "\(path):1:1") }
    return Setting(node: node, path: path, name: "the file")
  }

  private static func refusal(of error: any Error, in path: String) -> SettingError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      SettingError(
        "the YAML cannot be read: \(problem)", at: "\(path):\(mark.line):\(mark.column)",
        remedy: "check indentation, colons and quotes there and in the line before")
    case .duplicatedKeysInMapping(let keys, let context):
      // The context's text is the whole file: it stays out of the message.
      SettingError(
        "the key '\(keys.first ?? "")' stands twice",
        at: "\(path):\(context.mark.line):\(context.mark.column)", remedy: "keep one of them")
    case .reader(let problem, _, _, _):
      SettingError("the YAML cannot be read: \(problem)", at: path)
    default: SettingError("the YAML cannot be read", at: path)
    }
  }
}
