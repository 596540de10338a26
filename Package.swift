// swift-tools-version: 6.2

import Foundation
import PackageDescription

/// The libclang to build against: `LLVM_PREFIX`, or the newest Debian installation of 17 or later.
struct Libclang {
  let prefix: String

  static func locate() -> Libclang {
    if let prefix = Context.environment["LLVM_PREFIX"], !prefix.isEmpty {
      return Libclang(prefix: prefix)
    }
    let installed = (17...40).reversed().map { "/usr/lib/llvm-\($0)" }.first {
      FileManager.default.fileExists(atPath: "\($0)/include/clang-c/Index.h")
        && FileManager.default.fileExists(atPath: "\($0)/lib/libclang.so")
    }
    return Libclang(prefix: installed ?? "/usr/lib/llvm-19")
  }
}

let libclang = Libclang.locate()

/// What every target is compiled with: the language at its strictest.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Optimised in debug builds as well: what the tests run on whole folders of a kernel.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The same, for the one target that sees C, and for those that link it.
let strictWithLibclang: [SwiftSetting] =
  strict + [.unsafeFlags(["-Xcc", "-isystem\(libclang.prefix)/include"])]

let linkLibclang: [LinkerSetting] = [
  .unsafeFlags([
    "\(libclang.prefix)/lib/libclang.so",
    "-Xlinker", "-rpath", "-Xlinker", "\(libclang.prefix)/lib",
  ])
]

let package = Package(
  name: "deadlint",
  products: [
    .executable(name: "deadlint", targets: ["deadlint"]),
    .library(name: "ModelChecker", targets: ["ModelChecker"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // MARK: The C boundary
    .systemLibrary(name: "CLibclang"),
    .target(
      name: "ClangSyntax", dependencies: ["CLibclang"],
      swiftSettings: strictWithLibclang + optimized, linkerSettings: linkLibclang),
    .testTarget(
      name: "ClangSyntaxTests", dependencies: ["ClangSyntax"], swiftSettings: strictWithLibclang),

    // MARK: What to parse, and how
    .target(
      name: "KernelTree",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      resources: [.copy("../../Corpus/include")],
      swiftSettings: strict),
    .testTarget(name: "KernelTreeTests", dependencies: ["KernelTree"], swiftSettings: strict),

    // MARK: The program as the analysis sees it
    .target(name: "LockIR", swiftSettings: strict + optimized),
    .testTarget(name: "LockIRTests", dependencies: ["LockIR"], swiftSettings: strict),

    .target(
      name: "Extraction", dependencies: ["ClangSyntax", "LockIR"],
      swiftSettings: strictWithLibclang + optimized),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "LockIR", "UnitStore"],
      swiftSettings: strictWithLibclang),

    .target(
      name: "UnitStore", dependencies: ["LockIR", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict + optimized),
    .testTarget(
      name: "UnitStoreTests", dependencies: ["UnitStore", "LockIR"], swiftSettings: strict),

    // MARK: Kernel knowledge, as data
    .target(
      name: "RuleCatalog", dependencies: [.product(name: "Yams", package: "Yams")],
      resources: [.copy("../../Rules")],
      swiftSettings: strict),
    .testTarget(
      name: "RuleCatalogTests", dependencies: ["RuleCatalog"], swiftSettings: strict),

    // MARK: The lock and wait graph
    .target(
      name: "WaitGraph",
      dependencies: [
        "LockIR", "RuleCatalog", .product(name: "OrderedCollections", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: strict + optimized),
    .testTarget(
      name: "WaitGraphTests", dependencies: ["WaitGraph", "Extraction", "LockIR", "RuleCatalog"],
      swiftSettings: strictWithLibclang),

    // MARK: Findings, and the rules that make them
    .target(
      name: "Findings",
      dependencies: [.product(name: "OrderedCollections", package: "swift-collections")],
      swiftSettings: strict),
    .testTarget(name: "FindingsTests", dependencies: ["Findings"], swiftSettings: strict),
    .target(
      name: "RuleEngine", dependencies: ["WaitGraph", "RuleCatalog", "Findings"],
      swiftSettings: strict),

    // MARK: Executable models
    .target(name: "ModelChecker", swiftSettings: strict + optimized),
    .target(name: "SpinSupport", path: "Tests/SpinSupport", swiftSettings: strict),
    .testTarget(
      name: "ModelCheckerTests", dependencies: ["ModelChecker", "SpinSupport"],
      swiftSettings: strict),
    .target(name: "KernelModels", dependencies: ["ModelChecker"], swiftSettings: strict),
    .testTarget(
      name: "KernelModelsTests", dependencies: ["KernelModels", "ModelChecker", "SpinSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ModelDriftTests",
      dependencies: [
        "KernelModels", "ModelChecker", "Extraction", "KernelTree", "LockIR", "RuleCatalog",
      ], swiftSettings: strictWithLibclang),
    .executableTarget(
      name: "model-checker-benchmark",
      dependencies: ["KernelModels", "ModelChecker", "SpinSupport"],
      path: "Benchmarks/ModelChecker", exclude: ["README.md"], swiftSettings: strict),
    .target(
      name: "Validation", dependencies: ["ModelChecker", "Findings"], swiftSettings: strict),
    .testTarget(
      name: "ValidationTests", dependencies: ["Validation", "Findings", "RuleCatalog"],
      swiftSettings: strict),

    // MARK: Patches
    .target(
      name: "Patches",
      dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
      swiftSettings: strict),
    .testTarget(
      name: "PatchesTests", dependencies: ["Patches", "TestSupport"], swiftSettings: strict),

    // MARK: The pipeline
    .target(
      name: "Analysis",
      dependencies: [
        "KernelTree", "LockIR", "Extraction", "UnitStore", "RuleCatalog", "WaitGraph", "Findings",
        "RuleEngine", "Validation", "Patches",
      ],
      swiftSettings: strictWithLibclang),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "CorpusSupport", "Findings", "KernelTree", "Extraction", "UnitStore", "Patches",
        "TestSupport",
      ],
      swiftSettings: strictWithLibclang),

    // MARK: What a project says about findings
    .target(
      name: "Review", dependencies: ["Findings", "RuleCatalog"], swiftSettings: strict),
    .testTarget(
      name: "ReviewTests", dependencies: ["Review", "Findings", "RuleCatalog"],
      swiftSettings: strict),

    // MARK: Reports
    .target(
      name: "Reporting",
      dependencies: [
        "Findings", "RuleCatalog", .product(name: "Rainbow", package: "Rainbow"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Findings", "RuleCatalog", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),

    // MARK: The command
    .executableTarget(
      name: "deadlint",
      dependencies: [
        "Analysis", "Findings", "KernelModels", "ModelChecker", "Patches", "Reporting",
        "Review", "RuleCatalog", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strictWithLibclang),
    .testTarget(
      name: "CommandTests", dependencies: ["deadlint", "TestSupport"],
      swiftSettings: strictWithLibclang),

    // MARK: Helpers of tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),

    // MARK: The corpus
    .target(
      name: "CorpusSupport", dependencies: ["Findings", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .testTarget(
      name: "CorpusSupportTests", dependencies: ["CorpusSupport", "Findings"],
      swiftSettings: strict),
  ]
)
