// Explores the fixed kernel models with the library and with Spin, in one run on one machine.
//
//   swift run -c release model-checker-benchmark [MODEL ...]
//
//   swift run -c release model-checker-benchmark --sizes
//
// The second form explores each fixed model at growing sizes, with the library only.
//
// Prints a Markdown table: how many states each stores, how many it stores a second, and how many
// bytes one takes. Spin's verifier is compiled with -O2 -DSAFETY, with and without its own
// partial-order reduction. Needs spin and gcc.
import Foundation
import KernelModels
import ModelChecker
import SpinSupport

let standard: [(model: String, sizes: [String: Int])] = [
  ("dm-verity", ["submitters": 2, "readers": 2, "blocks": 3]),
  ("dm-bufio", ["users": 4]),
  ("dm-snapshot", ["writers": 4]),
  ("dm-thin", ["thins": 3, "rounds": 3]),
  ("virtiofs", ["reads": 2, "writers": 3]),
]
let growing: [(model: String, sizes: [[String: Int]])] = [
  (
    "dm-verity",
    [
      ["submitters": 2, "readers": 2, "blocks": 3], ["submitters": 3, "readers": 2, "blocks": 4],
      ["submitters": 4, "readers": 4, "blocks": 4],
    ]
  ), ("dm-bufio", [["users": 3], ["users": 4], ["users": 4, "shrinker": 1]]),
  (
    "dm-snapshot",
    [
      ["writers": 4], ["writers": 5], ["writers": 6], ["writers": 6, "limit": 2],
      ["writers": 4, "retries": 2],
    ]
  ),
  (
    "dm-thin",
    [
      ["thins": 3, "rounds": 3], ["thins": 4, "rounds": 2], ["thins": 4, "rounds": 4, "cells": 2],
    ]
  ), ("virtiofs", [["reads": 2, "writers": 2], ["reads": 3, "writers": 3]]),
]
let wanted = Set(CommandLine.arguments.dropFirst())
let limits = Limits(states: 30_000_000, bytes: 6 << 30)

if wanted.contains("--sizes") {
  print("| model | sizes | states | seconds | MiB | verdict |")
  print("|-|-|-|-|-|-|")
  for (name, steps) in growing {
    for sizes in steps {
      let program = try KernelModels.model(named: name).program(.fixed, sizes: sizes)
      let start = processorSeconds()
      let result = Explorer(limits: limits).explore(program)
      let text = sizes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let tenths = Int((processorSeconds() - start) * 10)
      print(
        "| \(name) | \(text.joined(separator: " ")) | \(result.states) | \(tenths / 10).\(tenths % 10)",
        "| \(result.bytes >> 20) | \(result.verdict) |")
    }
  }
  exit(0)
}

print("| model | checker | states | states/s | bytes/state | verdict |")
print("|-|-|-|-|-|-|")
for (name, sizes) in standard where wanted.isEmpty || wanted.contains(name) {
  let program = try KernelModels.model(named: name).program(.fixed, sizes: sizes)
  for (title, reduction) in [("deadlint, no reduction", Reduction()), ("deadlint", .all)] {
    let start = processorSeconds()
    let result = Explorer(limits: limits, reduction: reduction).explore(program)
    let seconds = processorSeconds() - start
    row(
      name, title, states: result.states, seconds: seconds,
      bytes: Double(result.bytes) / Double(result.states), verdict: "\(result.verdict)")
  }
  for (title, options) in [
    ("pan -DSAFETY -DNOREDUCE", ["-DNOREDUCE"]), ("pan -DSAFETY", []),
  ] {
    let verifier = try SpinVerifier(
      PromelaExporter.export(program), mode: .optimised(options))
    defer { verifier.remove() }
    let run = try verifier.run(hashTableBits: 22)
    row(
      name, title, states: run.states, seconds: run.seconds,
      bytes: run.bytes / Double(max(run.states, 1)), verdict: run.hasError ? "fails" : "exhausted")
  }
}

/// Of processor time: what else runs on the machine changes it little.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}

func row(
  _ model: String, _ checker: String, states: Int, seconds: Double, bytes: Double, verdict: String
) {
  let rate = Int(Double(states) / max(seconds, 0.000_001))
  print(
    "| \(model) | \(checker) | \(states) | \(rate) | \(Int(bytes)) | \(verdict) |")
}
