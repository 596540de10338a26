/// An option of a compiler's command line, its value joined or apart.
struct CompilerOption {
  /// What becomes of an option when clang is only to read the unit.
  enum Fate {
    case drop
    case keep
    /// Its value is a path, made absolute.
    case keepPath
  }

  /// What it is called: `-I`, `-include`, `-std=`, `-O2`.
  let name: String
  /// Its value, where it has one.
  let value: String?
  /// Whether the value is a word of its own.
  let isApart: Bool

  /// Options with a value, joined or apart, and what becomes of them.
  private static let withValue: [(name: String, fate: Fate)] = [
    ("-include", .keepPath), ("-imacros", .keepPath), ("-isystem", .keepPath),
    ("-iquote", .keepPath), ("-idirafter", .keepPath), ("-I", .keepPath),
    ("-D", .keep), ("-U", .keep), ("-target", .keep), ("-x", .keep),
    ("-o", .drop), ("-MF", .drop), ("-MT", .drop), ("-MQ", .drop), ("-MJ", .drop),
    ("-L", .drop), ("-T", .drop), ("-z", .drop), ("-u", .drop),
  ]

  /// Options whose value is always the next word.
  private static let withValueApart: Set<String> = [
    "--param", "-Xclang", "-Xassembler", "-Xlinker", "-Xpreprocessor", "-Xanalyzer", "-aux-info",
    "-dumpbase", "-dumpdir", "-wrapper", "-mllvm", "-isysroot", "--serialize-diagnostics",
  ]

  /// Options that decide what the text of a unit means, with the whole word or up to its value. All
  /// others, of gcc or of clang, only decide about warnings or code, and clang rejects many of
  /// gcc's.
  private static let exact: Set<String> = [
    "-nostdinc", "-nostdlibinc", "-undef", "-ansi", "-pthread", "-O", "-m64", "-m32", "-m16",
    "-mx32",
    "-fshort-wchar", "-fno-short-wchar", "-ffreestanding", "-fno-builtin", "-fsigned-char",
    "-funsigned-char", "-fms-extensions", "-fplan9-extensions", "-fgnu89-inline", "-fshort-enums",
    "-fpic", "-fPIC", "-fpie", "-fPIE", "-fno-pic", "-fno-PIC", "-fno-pie", "-fno-PIE",
    "-msoft-float", "-mhard-float", "-mno-red-zone", "-mgeneral-regs-only", "-mlittle-endian",
    "-mbig-endian", "-mabi=lp64", "-mno-80387", "-mno-fp-ret-in-387",
  ]

  private static let prefixes: [String] = [
    "-std=", "-O", "--target=", "--sysroot=", "-fno-builtin-", "-fcf-protection=", "-mregparm=",
    "-mcmodel=", "-msse", "-mno-sse", "-mavx", "-mno-avx", "-mmmx", "-mno-mmx", "-m3dnow",
    "-mno-3dnow",
  ]

  /// Reads the option that a word begins; `next` is the word after it. Nil if the word is no
  /// option.
  init?(_ word: String, next: String?) {
    guard word.hasPrefix("-"), word.count > 1 else { return nil }
    if Self.withValueApart.contains(word) {
      self.init(name: word, value: next ?? "", isApart: true)
      return
    }
    // `-undef` is no `-u`.
    guard !Self.exact.contains(word),
      let name = Self.withValue.first(where: { word.hasPrefix($0.name) })?.name
    else {
      self.init(name: word, value: nil, isApart: false)
      return
    }
    let isApart = word == name
    self.init(
      name: name, value: isApart ? next ?? "" : String(word.dropFirst(name.count)),
      isApart: isApart)
  }

  private init(name: String, value: String?, isApart: Bool) {
    self.name = name
    self.value = value
    self.isApart = isApart
  }

  var fate: Fate {
    if let known = Self.withValue.first(where: { $0.name == name }), value != nil {
      return known.fate
    }
    if Self.exact.contains(name) { return .keep }
    return Self.prefixes.contains(where: name.hasPrefix) ? .keep : .drop
  }
}
