package dev.muster.provisioning.target;

import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.expression.Expression;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.source.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A target whose new users get a temporary password, by the line of the mapping that writes
/// `password`. It is made when the account is created, so that no plan, link or log ever has it,
/// and it is never written again.
public final class InitialPasswordTarget implements Target {
  private final Target target;
  private final Environment environment;
  private final Keeper keeper;

  /// @param environment with a randomness that is fit for passwords
  public InitialPasswordTarget(Target target, Environment environment, Keeper keeper) {
    this.target = target;
    this.environment = environment;
    this.keeper = keeper;
  }

  /// Has passwords for those to whom they are handed out.
  public interface Keeper {
    /// Nobody: the target alone has them.
    Keeper NOBODY =
        new Keeper() {
          @Override
          public void keep(String account, String password) {}

          @Override
          public void forget(String account) {}
        };

    /// An account is about to be created with this password: whether it was, a lost answer leaves
    /// open.
    ///
    /// @param account its user name in the target
    void keep(String account, String password);

    /// The account was not created.
    void forget(String account);
  }

  @Override
  public String create(ObjectMapping mapping, ObjectNode body) {
    var line = mapping.attributes().stream().filter(AttributeMapping::password).findFirst();
    return line.isPresent()
        ? create(mapping, body, password(line.get()))
        : target.create(mapping, body);
  }

  private String create(ObjectMapping mapping, ObjectNode body, String password) {
    var account = body.path("userName").asString("");
    keeper.keep(account, password);
    try {
      return target.create(mapping, body.deepCopy().put("password", password));
    } catch (TargetException e) {
      switch (e.kind()) {
        case CONFLICT, NOT_FOUND, REJECTED, UNAVAILABLE -> keeper.forget(account);
        case UNKNOWN_OUTCOME, LATE -> {}
      }
      throw e;
    }
  }

  private String password(AttributeMapping line) {
    var nobody = new Entry("User", "", "", JsonNodeFactory.instance.objectNode());
    return Expression.compile(line.expression())
        .evaluate(nobody, environment)
        .map(JsonNode::asString)
        .orElseThrow(() ->
            new TargetException(
                TargetException.Kind.REJECTED,
                "InvalidMapping",
                "%s makes no password".formatted(line.expression())));
  }

  @Override
  public <T> T within(String changeId, Supplier<T> work) {
    return target.within(changeId, work);
  }

  @Override
  public Optional<Set<String>> extensions(ObjectMapping mapping) {
    return target.extensions(mapping);
  }

  @Override
  public boolean filters() {
    return target.filters();
  }

  @Override
  public int atOnce(int asked) {
    return target.atOnce(asked);
  }

  @Override
  public long count(ObjectMapping mapping) {
    return target.count(mapping);
  }

  @Override
  public int pageSize() {
    return target.pageSize();
  }

  @Override
  public boolean readAll(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return target.readAll(mapping, page);
  }

  @Override
  public boolean readMembers(ObjectMapping mapping, Consumer<List<ObjectNode>> page) {
    return target.readMembers(mapping, page);
  }

  @Override
  public Optional<ObjectNode> read(ObjectMapping mapping, String id) {
    return target.read(mapping, id);
  }

  @Override
  public List<ObjectNode> find(ObjectMapping mapping, MatchingValue value) {
    return target.find(mapping, value);
  }

  @Override
  public List<ObjectNode> find(ObjectMapping mapping, String attributePath, String value) {
    return target.find(mapping, attributePath, value);
  }

  @Override
  public void update(ObjectMapping mapping, String id, ObjectNode patchOp) {
    target.update(mapping, id, patchOp);
  }

  @Override
  public void delete(ObjectMapping mapping, String id) {
    target.delete(mapping, id);
  }

  @Override
  public long requests() {
    return target.requests();
  }
}
