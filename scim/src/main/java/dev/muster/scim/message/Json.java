package dev.muster.scim.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object as a tree, as text in UTF-8, or both: each is made from the other when it is first
/// asked for, so that what a store holds can go out without being taken apart. Neither may be
/// modified.
public final class Json {
  private volatile @Nullable ObjectNode tree;
  private volatile byte @Nullable [] utf8;

  private Json(@Nullable ObjectNode tree, byte @Nullable [] utf8) {
    this.tree = tree;
    this.utf8 = utf8;
  }

  public static Json of(ObjectNode tree) {
    return new Json(tree, null);
  }

  /// The object that this text is. That it is one shows when its tree is asked for.
  public static Json ofUtf8(byte[] utf8) {
    return new Json(null, utf8);
  }

  public ObjectNode tree() {
    var made = tree;
    if (made == null) {
      made = ScimJson.parseObject(utf8());
      tree = made;
    }
    return made;
  }

  public byte[] utf8() {
    var made = utf8;
    if (made == null) {
      made = ScimJson.writeBytes(tree());
      utf8 = made;
    }
    return made;
  }

  /// Those of its members' names that are URNs: under them a resource has attributes of extensions.
  public List<String> extensions() {
    var made = tree;
    return made == null
        ? new ExtensionNames(utf8()).find()
        : made.propertyNames().stream().filter(name -> name.indexOf(':') >= 0).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Json json && tree().equals(json.tree());
  }

  @Override
  public int hashCode() {
    return tree().hashCode();
  }

  @Override
  public String toString() {
    return ScimJson.write(tree());
  }
}
