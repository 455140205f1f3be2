package io.restassured.internal.path.json;

import static io.restassured.internal.common.assertion.AssertionSupport.attributeGetter;
import static io.restassured.internal.common.assertion.AssertionSupport.classKeyword;
import static io.restassured.internal.common.assertion.AssertionSupport.escapePath;
import static io.restassured.internal.common.assertion.AssertionSupport.hyphen;
import static io.restassured.internal.common.assertion.AssertionSupport.integer;
import static io.restassured.internal.common.assertion.AssertionSupport.properties;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import io.restassured.internal.common.assertion.Assertion;
import io.restassured.internal.common.assertion.PathFragmentEscaper;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Evaluates a path of JsonPath. It takes the place of REST Assured's class of this name, which
 * compiles a Groovy script at each evaluation: half of the processor time of the application's
 * tests. This one compiles a path once, and a path of names and indices not at all.
 */
public final class JSONAssertion implements Assertion {
  private static final String ROOT = "restAssuredJsonRootObject";
  private static final Map<String, Class<? extends Script>> COMPILED = new ConcurrentHashMap<>();

  /** Names, each with indices. */
  private static final Pattern SIMPLE =
      Pattern.compile("[a-z_]+(\\[\\d+\\])*(\\.[a-z_]+(\\[\\d+\\])*)*");

  private static final Pattern STEP = Pattern.compile("([a-z_]+)|\\[(\\d+)\\]");

  private String key;
  private Map<String, Object> params;

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public Map<String, Object> getParams() {
    return params;
  }

  public void setParams(Map<String, Object> params) {
    this.params = params;
  }

  @Override
  public Object getResult(Object json, Object config) {
    return getAsJsonObject(json);
  }

  /** Called by JsonPath, with the parsed document. */
  public Object getAsJsonObject(Object json) {
    String path = escaped(key);
    return path.equals("$") || path.isEmpty() ? json : evaluate(path, json);
  }

  @Override
  public String description() {
    return "JSON path";
  }

  private Object evaluate(String path, Object json) {
    try {
      return SIMPLE.matcher(path).matches() ? walk(path, json) : run(path, json);
    } catch (MissingPropertyException e) {
      throw new IllegalArgumentException("Undefined parameter " + e.getProperty(), e);
    } catch (CompilationFailedException e) {
      throw new IllegalArgumentException("Invalid JSON path " + path, e);
    } catch (NullPointerException e) {
      if (isMissing(e.getMessage())) {
        return null;
      }
      throw e;
    }
  }

  /** Takes the steps that the compiled script would take. */
  private static Object walk(String path, Object json) {
    Object reached = json;
    for (Matcher step = STEP.matcher(path); step.find(); ) {
      reached =
          step.group(1) != null
              ? InvokerHelper.getProperty(reached, step.group(1))
              : InvokerHelper.invokeMethod(reached, "getAt", Integer.valueOf(step.group(2)));
    }
    return reached;
  }

  private Object run(String path, Object json) {
    Map<String, Object> variables = params == null ? new HashMap<>() : new HashMap<>(params);
    variables.put(ROOT, json);
    Class<? extends Script> script = COMPILED.computeIfAbsent(path, JSONAssertion::compile);
    return InvokerHelper.createScript(script, new Binding(variables)).run();
  }

  private static Class<? extends Script> compile(String path) {
    String separator = path.matches("(?s)\\[\\d+\\].*") ? "" : ".";
    return new GroovyShell().parse(ROOT + separator + path).getClass();
  }

  private static String escaped(String path) {
    return String.valueOf(
        escapePath(
            path,
            (PathFragmentEscaper) hyphen(),
            (PathFragmentEscaper) attributeGetter(),
            (PathFragmentEscaper) integer(),
            (PathFragmentEscaper) properties(),
            (PathFragmentEscaper) classKeyword()));
  }

  /** Groovy's message for a path whose parent is absent. */
  private static boolean isMissing(String message) {
    return message.equals("Cannot invoke method getAt() on null object")
        || (message.startsWith("Cannot get property") && message.endsWith("on null object"));
  }
}
