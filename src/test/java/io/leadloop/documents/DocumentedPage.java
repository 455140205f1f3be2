package io.leadloop.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page whose shell blocks {@link DocumentedCommandsIT} runs against the demo, in their order.
 *
 * @param expected by block, from 1: what its output contains in the end; the block is repeated
 *     until then, as its reader would
 * @param status the exit status of its commands
 */
record DocumentedPage(String page, Map<Integer, String> expected, int status) {

  /** All of them. French pages have the same blocks, see {@link TranslationTest}. */
  static List<DocumentedPage> all() {
    return List.of(
        of("src/docs/provider/ten-minutes.md")
            .expecting(3, "\"accepted\":2")
            .expecting(4, "(?s)(?=.*LP-2026-000202[^\\n]*,won,).*LP-2026-000201[^\\n]*,won,")
            .expecting(5, "\"code\":\"won\"")
            .expecting(6, "\"unknown\":1"),
        of("src/docs/provider/guide.md")
            .expecting(2, "atelier-demo")
            .expecting(3, "\"state\":")
            .expecting(4, "LP-2026-000123")
            .expecting(5, "io.leadloop.lead.forwarded.v1")
            .expecting(6, "cuisines-durand"),
        of("src/docs/provider/updates.md").expecting(2, "io.leadloop.lead.status-accepted.v1"),
        of("src/docs/provider/form.md"),
        of("src/docs/provider/portal.md").expecting(1, "portal/sign-in#"),
        of("src/docs/provider/reconciliation.md").expecting(1, "unknown").ending(3),
        of("src/docs/administrator/first-customer.md").expecting(3, "ok"),
        of("src/docs/administrator/guide.md").expecting(3, "cuisines-durand"),
        of("src/docs/rehearsal.md"),
        of("deploy/observability/README.md"));
  }

  /** Pages whose blocks other tests run, with the test. */
  static Map<String, String> elsewhere() {
    return Map.of(
        "src/docs/provider/push.md", "DocumentedPushTest", "src/docs/operator/tls.md", "TlsIT");
  }

  private static DocumentedPage of(String page) {
    return new DocumentedPage(page, Map.of(), 0);
  }

  private DocumentedPage expecting(int block, String pattern) {
    Map<Integer, String> all = new TreeMap<>(expected);
    all.put(block, pattern);
    return new DocumentedPage(page, all, status);
  }

  private DocumentedPage ending(int exitStatus) {
    return new DocumentedPage(page, expected, exitStatus);
  }

  Document document() {
    return Document.at(Path.of(page));
  }

  /** The page's name, for reports. */
  @Override
  public String toString() {
    return page;
  }

  /** The blocks that a build can run, by their number from 1. */
  Map<Integer, String> blocks() {
    List<String> all = document().commands();
    Map<Integer, String> blocks = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (!UnrunCommands.areAll(all.get(i))) {
        blocks.put(i + 1, UnrunCommands.withoutVariables(all.get(i)));
      }
    }
    return blocks;
  }

  static boolean isRun(Path page) {
    String name = page.toString();
    return elsewhere().containsKey(name)
        || all().stream().anyMatch(documented -> documented.page().equals(name));
  }
}
