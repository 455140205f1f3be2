package io.leadloop.update.document;

import io.leadloop.error.ProblemException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what of a form is taken while it arrives. Used on the connection's event loop only; each
 * method may refuse the form with a {@link ProblemException}.
 */
public interface UploadGate {
  /**
   * A file begins, perhaps an empty one.
   *
   * @param before the fields of a name that came before the file
   * @return what must succeed before more is read, if anything
   */
  Optional<Uni<Void>> begin(String part, Function<String, List<FormField>> before);

  /** The form outgrows memory: unless refused, the file is stored as it arrives. */
  void outgrow();

  /**
   * Called after each chunk.
   *
   * @param bytes how much memory the form takes now
   */
  void hold(long bytes);
}
