package io.leadloop.reference;

/** A part of a page that is written from the code, between two markers that stay. */
public record GeneratedPart(String name, String markdown) {
  /** The page with this part as the code has it now. */
  public String writeInto(String page) {
    String begin = "<!-- " + name + ": written by ArchitecturePageTest -->\n";
    String end = "<!-- end of " + name + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    if (from < begin.length() || to < from) {
      throw new IllegalArgumentException("the page has no place for " + name);
    }
    return page.substring(0, from) + "\n" + markdown + "\n" + page.substring(to);
  }
}
