/// A sentence or word of a page, in the language of the site that is being rendered.
///
/// It is written as the English text, which is also the key of its translations: what is
/// interpolated becomes `{0}`, `{1}` … by its place, so that another language may order it
/// otherwise. `\(count, "day", "days")` puts one of several words by the count beside it, and becomes
/// `{0|day|days}`: each language has as many as its own plural rule asks for.
///
/// `Form` says how a plain text is put in.
package struct SaidPhrase<Form: PhraseForm>: ExpressibleByStringInterpolation {
  fileprivate let text: String

  package init(stringLiteral text: String) { self.text = sayWord(text) }

  package init(stringInterpolation parts: StringInterpolation) { text = parts.recorder.spoken }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var recorder: PhraseRecorder

    package init(literalCapacity: Int, interpolationCount: Int) {
      recorder = PhraseRecorder(capacity: literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { recorder.literal(literal) }
    package mutating func appendInterpolation(_ plain: String) {
      recorder.argument(Form.written(plain))
    }
    package mutating func appendInterpolation(_ number: Int) { recorder.argument(String(number)) }
    package mutating func appendInterpolation(_ count: Int, _ one: String, _ other: String) {
      recorder.choice(count, one, other)
    }
  }
}

package protocol PhraseForm {
  static func written(_ plain: String) -> String
}

/// A piece of a page: plain texts are escaped, and markup can be put in.
package enum MarkupForm: PhraseForm {
  package static func written(_ plain: String) -> String { Escape.text(plain) }
}

/// A plain text, such as the title of a page: nothing is escaped.
package enum PlainForm: PhraseForm {
  package static func written(_ plain: String) -> String { plain }
}

extension SaidPhrase.StringInterpolation where Form == MarkupForm {
  package mutating func appendInterpolation(_ html: HTML) { recorder.argument(html.text) }
  package mutating func appendInterpolation(attribute: String) {
    recorder.argument(Escape.attribute(attribute))
  }
  package mutating func appendInterpolation(url: String) { recorder.argument(Escape.url(url)) }
}

package typealias Phrase = SaidPhrase<MarkupForm>
package typealias PlainPhrase = SaidPhrase<PlainForm>

/// Says a phrase in the language of the site.
package func say(_ phrase: Phrase) -> HTML { HTML(markup: phrase.text) }

/// Says a phrase as a plain text.
package func sayPlain(_ phrase: PlainPhrase) -> String { phrase.text }

/// Says a word that another wall chose, such as the name of a formula: its English is the key.
package func sayWord(_ english: String) -> String {
  Voice.current?.text(of: english, []) ?? english
}

/// Says what may be a contract's own word: one that has no translation stays as it is written.
func sayKnown(_ text: String) -> String { Voice.current?.known(text) ?? text }

/// Collects a phrase: in English its text alone, in another language the key and the arguments.
private struct PhraseRecorder {
  private let voice = Voice.current
  private var english = ""
  private var key = ""
  private var arguments: [Translation.Argument] = []

  init(capacity: Int) { english.reserveCapacity(capacity) }

  mutating func literal(_ text: String) {
    english += text
    if voice != nil { key += text }
  }

  mutating func argument(_ text: String) {
    guard voice != nil else {
      english += text
      return
    }
    english += text
    key += "{\(arguments.count)}"
    arguments.append(.text(text))
  }

  mutating func choice(_ count: Int, _ one: String, _ other: String) {
    english += count == 1 ? one : other
    guard voice != nil else { return }
    key += "{\(arguments.count)|\(one)|\(other)}"
    arguments.append(.count(count))
  }

  var spoken: String {
    guard let voice else { return english }
    return voice.text(of: key, arguments) ?? english
  }
}
