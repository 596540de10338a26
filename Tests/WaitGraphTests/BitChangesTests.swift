import Testing

@testable import WaitGraph

/// What is said of changed bits holds for every word, of two bits here, that the changes allow.
@Suite struct BitChangesTests {
  private static let words: ClosedRange<Int64> = 0...3
  private static let changes = words.flatMap { set in
    words.map { BitChanges(set: set, clear: $0) }
  }

  /// What a word may be after some changes.
  private func results(of word: Int64, _ changes: BitChanges) -> [Int64] {
    Self.words.filter { $0 & ~word & ~changes.set == 0 && word & ~$0 & ~changes.clear == 0 }
  }

  @Test func whatIsKnownOfAWordIsTrueOfAllThatItMayBe() {
    for changes in Self.changes {
      for word in Self.words {
        let known = changes.applied(to: KnownBits(of: word))
        let results = results(of: word, changes)
        #expect(!results.isEmpty)
        #expect(results.allSatisfy(known.allow))
      }
    }
  }

  @Test(arguments: changes) func wordsThatArePutTogether(one: BitChanges) {
    for other in Self.changes {
      for word in Self.words {
        for left in results(of: word, one) {
          for right in results(of: word, other) {
            #expect(results(of: word, one & other).contains(left & right))
            #expect(results(of: word, one | other).contains(left | right))
          }
          #expect(results(of: word, one.union(other)).contains(left))
        }
      }
    }
  }

  @Test func aConstantSaysAllAndWhatIsOverwrittenNothing() {
    #expect(results(of: 1, BitChanges(to: 2)).contains(2))
    #expect(BitChanges(to: 2).applied(to: KnownBits(of: 1)).set == 0)
    #expect(BitChanges.all.applied(to: KnownBits(of: 1)) == KnownBits())
  }
}
