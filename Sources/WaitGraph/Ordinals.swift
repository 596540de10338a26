/// The numbers of a few operations of a function, the first of which matters most.
///
/// Four are kept: what a function does in more places than that is asked about for the first ones.
struct Ordinals: Sendable {
  private var numbers: SIMD4<Int32>

  init(_ first: Int32) { numbers = SIMD4(first, -1, -1, -1) }

  var first: Int32 { numbers[0] }

  var all: [Int32] { numbers.indices.map { numbers[$0] }.filter { $0 >= 0 } }

  func contains(_ number: Int32) -> Bool { any(numbers .== SIMD4(repeating: number)) }

  mutating func insert(_ number: Int32) {
    guard !contains(number), let free = (1..<4).first(where: { numbers[$0] < 0 }) else { return }
    numbers[free] = number
  }
}
