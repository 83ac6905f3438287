package dev.muster.conformance;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.profile.EntraGroupChecks;
import dev.muster.conformance.profile.EntraPatchChecks;
import dev.muster.conformance.profile.EntraUserChecks;
import dev.muster.conformance.profile.OktaGroupChecks;
import dev.muster.conformance.profile.OktaUserChecks;
import dev.muster.conformance.provider.Provider;
import dev.muster.conformance.provider.ResourceKind;
import dev.muster.conformance.suite.AccessChecks;
import dev.muster.conformance.suite.BulkChecks;
import dev.muster.conformance.suite.BulkIdChecks;
import dev.muster.conformance.suite.CharacteristicChecks;
import dev.muster.conformance.suite.ConfigChecks;
import dev.muster.conformance.suite.CreateChecks;
import dev.muster.conformance.suite.CursorPagingChecks;
import dev.muster.conformance.suite.ErrorChecks;
import dev.muster.conformance.suite.EtagChecks;
import dev.muster.conformance.suite.FeatureChecks;
import dev.muster.conformance.suite.FilterChecks;
import dev.muster.conformance.suite.FilterErrorChecks;
import dev.muster.conformance.suite.FilterPathChecks;
import dev.muster.conformance.suite.FilterTypeChecks;
import dev.muster.conformance.suite.GroupChecks;
import dev.muster.conformance.suite.HostileChecks;
import dev.muster.conformance.suite.IndexPagingChecks;
import dev.muster.conformance.suite.PatchAddChecks;
import dev.muster.conformance.suite.PatchRemoveChecks;
import dev.muster.conformance.suite.PatchReplaceChecks;
import dev.muster.conformance.suite.PatchRequestChecks;
import dev.muster.conformance.suite.ReadChecks;
import dev.muster.conformance.suite.ReplaceChecks;
import dev.muster.conformance.suite.ResourceTypeChecks;
import dev.muster.conformance.suite.SchemaChecks;
import dev.muster.conformance.suite.SearchChecks;
import dev.muster.conformance.suite.SortChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// All checks, in the order in which they run: the one place where a class of checks is added.
final class Catalogue {
  private Catalogue() {}

  static List<Check> checks(Provider provider, Set<Profile> profiles) {
    var all = new ArrayList<Check>();
    all.addAll(ofProvider());
    provider.kinds().forEach(kind -> ofKind(kind).forEach(check -> all.add(check.about(kind))));
    provider.findUser().ifPresent(_ -> all.addAll(ofUsers()));
    if (provider.findUser().isPresent() && provider.findGroup().isPresent()) {
      all.addAll(GroupChecks.all());
      all.addAll(BulkIdChecks.all());
    }
    if (profiles.contains(Profile.ENTRA)) {
      all.addAll(EntraUserChecks.all());
      all.addAll(EntraPatchChecks.all());
      all.addAll(EntraGroupChecks.all());
    }
    if (profiles.contains(Profile.OKTA)) {
      all.addAll(OktaUserChecks.all());
      all.addAll(OktaGroupChecks.all());
    }
    return all;
  }

  private static List<Check> ofProvider() {
    var all = new ArrayList<Check>();
    all.addAll(ConfigChecks.all());
    all.addAll(ResourceTypeChecks.all());
    all.addAll(SchemaChecks.all());
    all.addAll(AccessChecks.all());
    return all;
  }

  private static List<Check> ofKind(ResourceKind kind) {
    var all = new ArrayList<Check>();
    all.addAll(CreateChecks.all());
    all.addAll(CharacteristicChecks.all());
    all.addAll(ReadChecks.reading());
    all.addAll(ReadChecks.projection());
    all.addAll(ReplaceChecks.replacing());
    all.addAll(ReplaceChecks.deleting());
    all.addAll(PatchRequestChecks.all());
    all.addAll(FilterChecks.all());
    all.addAll(FilterTypeChecks.of(kind));
    all.addAll(SortChecks.all());
    all.addAll(IndexPagingChecks.all());
    all.addAll(CursorPagingChecks.all());
    all.addAll(SearchChecks.ofType());
    all.addAll(EtagChecks.all());
    return all;
  }

  private static List<Check> ofUsers() {
    var all = new ArrayList<Check>();
    all.addAll(FeatureChecks.all());
    all.addAll(ErrorChecks.all());
    all.addAll(HostileChecks.all());
    all.addAll(PatchAddChecks.all());
    all.addAll(PatchReplaceChecks.all());
    all.addAll(PatchRemoveChecks.all());
    all.addAll(FilterPathChecks.all());
    all.addAll(FilterErrorChecks.all());
    all.addAll(BulkChecks.all());
    all.addAll(SearchChecks.ofAll());
    return all;
  }
}
