package io.leadloop.oplead;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.FormChunks;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** A document's form does not depend on how the document is split. */
class MultipartContentTest {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterContainer
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Property(tries = 200)
  void aFormIsWrittenAsLongAsAnnouncedAndHoldsItsDocument(
      @ForAll("files") byte[] file, @ForAll long seed) {
    List<Buffer> pieces = file.length == 0 ? List.of() : FormChunks.cut(file, seed);
    Written written = write(pieces, file.length);
    String boundary = written.headers.get("content-type").replaceFirst(".*boundary=", "");
    assertThat(written.headers)
        .containsEntry("content-length", Integer.toString(written.body.length()));
    assertThat(written.body.toString(ISO_8859_1))
        .isEqualTo(
            """
            --%1$s\r
            Content-Disposition: form-data; name="file"; filename="a.pdf"\r
            Content-Type: application/pdf\r
            \r
            %2$s\r
            --%1$s--\r
            """
                .formatted(boundary, new String(file, ISO_8859_1)));
  }

  @Provide
  Arbitrary<byte[]> files() {
    return FormChunks.files();
  }

  private static Written write(List<Buffer> pieces, long bytes) {
    OpleadDocument document =
        new OpleadDocument(
            "a.pdf",
            "application/pdf",
            bytes,
            pieces.size(),
            number -> Uni.createFrom().item(pieces.get(number).getBytes()));
    Written written = new Written();
    Future.<Void>future(
            done ->
                VERTX.runOnContext(
                    now ->
                        new MultipartContent("file", document)
                            .writeTo(written.request())
                            .onComplete(done)))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return written;
  }

  /** Records the written bytes of a request. */
  private static final class Written {
    private final Map<String, String> headers = new HashMap<>();
    private final Buffer body = Buffer.buffer();

    HttpClientRequest request() {
      return (HttpClientRequest)
          Proxy.newProxyInstance(
              HttpClientRequest.class.getClassLoader(),
              new Class<?>[] {HttpClientRequest.class},
              this::call);
    }

    private Object call(Object request, Method method, Object... arguments) {
      switch (method.getName()) {
        case "putHeader" -> headers.put(arguments[0].toString(), arguments[1].toString());
        case "write", "end" -> body.appendBuffer((Buffer) arguments[0]);
        default -> throw new UnsupportedOperationException(method.toString());
      }
      return method.getReturnType() == Future.class ? Future.succeededFuture() : request;
    }
  }
}
