import Foundation
import Patches
import Testing

@Suite struct PatchSeriesTests {
  private func mail(_ subject: String, _ headers: String = "", body: String) -> String {
    """
    From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
    From: A Author <author@example.org>
    Date: Thu, 1 Feb 2024 10:00:00 +0000
    Subject: \(subject)
    \(headers.isEmpty ? "" : headers + "\n")
    From words to deeds:

    ---
     drivers/store/store.c | 1 +

    \(body)-- 
    2.39.2


    """
  }

  private func series(_ text: String) throws -> [Patch] {
    try PatchSeries([(Data(text.utf8), "s.mbox")]).patches
  }

  private let body = PatchSample.wait

  @Test func aMailHasItsSubject() throws {
    let patches = try series(mail("[PATCH] store: wait", body: body))
    #expect(patches.map(\.subject) == ["store: wait"])
    #expect(patches[0].name == "s.mbox (store: wait)")
    #expect(patches[0].files.count == 1)
  }

  @Test func aMailboxIsReadInTheOrderOfItsSubjects() throws {
    let text =
      mail("[PATCH v2 2/2] store: two", body: body) + mail("[PATCH v2 0/2] cover", body: "")
      + mail("[PATCH v2 1/2] store: one", body: body)
    #expect(try series(text).map(\.subject) == ["store: one", "store: two"])
  }

  @Test func foldedAndEncodedSubjectsAreReadable() throws {
    let text = mail("[PATCH] =?UTF-8?q?store=3A_caf?=\n =?UTF-8?b?w6k=?= ends", body: body)
    #expect(try series(text).map(\.subject) == ["store: café ends"])
  }

  @Test func transferEncodingsAreUndone() throws {
    let plain = try series(mail("[PATCH] x", body: body))[0].files
    let quoted = body.replacing("=", with: "=3D").replacing("\t", with: "=09")
      .replacing("wait_for", with: "wait_=\nfor")
    let quotedMail = mail(
      "[PATCH] x", "Content-Transfer-Encoding: quoted-printable", body: quoted)
    #expect(try series(quotedMail)[0].files == plain)
    let encoded = Data(body.utf8).base64EncodedString(options: .lineLength76Characters)
    let text =
      "Subject: [PATCH] x\nMIME-Version: 1.0\n"
      + "Content-Type: multipart/mixed; boundary=\"=-x\"\n\n--=-x\nContent-Type: text/plain\n\nhello\n"
      + "--=-x\nContent-Type: text/x-patch\nContent-Transfer-Encoding: base64\n\n\(encoded)\n--=-x--\n"
    #expect(try series(text)[0].files == plain)
  }

  @Test func aTailThatLooksLikeAChangeIsNone() throws {
    let files = try series(mail("[PATCH] x", body: body))[0].files
    #expect(files[0].hunks.map(\.lines.count) == [6])
  }

  @Test func severalFilesMakeOneSeries() throws {
    let inputs = [(Data(body.utf8), "a.diff"), (Data(mail("[PATCH] b", body: body).utf8), "b.eml")]
    #expect(try PatchSeries(inputs).patches.map(\.name) == ["a.diff", "b.eml (b)"])
  }
}
