package io.leadloop.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.http.body.LineSplitter.Line;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  @Test
  void aLineEndsWithItsLineFeedAndTheLastMayGoWithout() {
    assertThat(texts(10, "a\nbc\nd")).containsExactly("1:a", "2:bc", "3:d");
    assertThat(texts(10, "a\n")).containsExactly("1:a");
    assertThat(texts(10, "")).isEmpty();
  }

  @Test
  void blankLinesAreCountedAndLeftOut() {
    assertThat(texts(10, "\n\r\na\n \t \r\n\nbc\r\n  ")).containsExactly("3:a", "6:bc\r");
    assertThat(texts(3, "\n".repeat(100_000))).isEmpty();
    assertThat(texts(3, " ".repeat(10) + "\na")).containsExactly("1:!", "2:a");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstLineAndStaysInAnyOther() {
    assertThat(texts(10, "\uFEFFa\n\uFEFFb")).containsExactly("1:a", "2:\uFEFFb");
    assertThat(texts(10, "\uFEFF\na")).containsExactly("2:a");
  }

  @Test
  void aLineThatIsTooLongIsNotKeptAndTheNextOneIsReadAgain() {
    assertThat(texts(3, "abc\nabcd\nx\nabcdefgh")).containsExactly("1:abc", "2:!", "3:x", "4:!");
  }

  @Property(tries = 300)
  void linesAreTheSameWhereverTheBodyIsCut(
      @ForAll @Size(max = 5) @UniqueElements List<@IntRange(min = 0, max = 40) Integer> cuts) {
    String body = "\uFEFFone\n\ntwo\r\nétoiles ✨\n0123456789012345\nlast";
    byte[] bytes = body.getBytes(UTF_8);
    List<Integer> sorted = new ArrayList<>(cuts);
    sorted.sort(null);
    LineSplitter splitter = new LineSplitter(15);
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int cut : sorted) {
      lines.addAll(splitter.split(Buffer.buffer(bytes).slice(start, cut)));
      start = cut;
    }
    lines.addAll(splitter.split(Buffer.buffer(bytes).slice(start, bytes.length)));
    lines.addAll(splitter.rest());
    assertThat(lines.stream().map(LineSplitterTest::text)).isEqualTo(texts(15, body));
  }

  private static List<String> texts(int longest, String body) {
    LineSplitter splitter = new LineSplitter(longest);
    List<Line> lines = new ArrayList<>(splitter.split(Buffer.buffer(body)));
    lines.addAll(splitter.rest());
    return lines.stream().map(LineSplitterTest::text).toList();
  }

  private static String text(Line line) {
    return line.number() + ":" + line.bytes().map(bytes -> new String(bytes, UTF_8)).orElse("!");
  }
}
