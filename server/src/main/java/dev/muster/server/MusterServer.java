package dev.muster.server;

import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.scim.provider.Cursors;
import dev.muster.scim.provider.NewIds;
import dev.muster.scim.provider.ScimProvider;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.access.ExternalTokens;
import dev.muster.server.access.JwtVerifier;
import dev.muster.server.access.TokenExpiry;
import dev.muster.server.access.TokenIssue;
import dev.muster.server.access.TokenUses;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.DialectRuleRoutes;
import dev.muster.server.admin.Idempotency;
import dev.muster.server.admin.RequestLogRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.admin.TenantRoutes;
import dev.muster.server.admin.TokenRoutes;
import dev.muster.server.administrators.AdministratorParts;
import dev.muster.server.administrators.SignIn;
import dev.muster.server.alerts.AlertParts;
import dev.muster.server.applications.Applications;
import dev.muster.server.applications.Connections;
import dev.muster.server.applications.InitialPasswordPage;
import dev.muster.server.applications.InitialPasswords;
import dev.muster.server.breaker.Breaker;
import dev.muster.server.breaker.HoldRoutes;
import dev.muster.server.configuration.Reconciliation;
import dev.muster.server.console.Console;
import dev.muster.server.console.SelfServicePages;
import dev.muster.server.console.SetupLinkPage;
import dev.muster.server.definitions.DefinitionParts;
import dev.muster.server.directory.DirectoryRoutes;
import dev.muster.server.events.EventParts;
import dev.muster.server.events.FeedWatch;
import dev.muster.server.events.SecurityEvents;
import dev.muster.server.explain.ExplainParts;
import dev.muster.server.folder.DataFolder;
import dev.muster.server.groups.DynamicGroupParts;
import dev.muster.server.history.DeletedRoutes;
import dev.muster.server.history.HistoryRoutes;
import dev.muster.server.history.RetentionChore;
import dev.muster.server.history.Reversion;
import dev.muster.server.history.SameIds;
import dev.muster.server.http.Area;
import dev.muster.server.http.Compressed;
import dev.muster.server.http.Health;
import dev.muster.server.http.HttpListener;
import dev.muster.server.http.PublicUrl;
import dev.muster.server.jobs.ApplicationRoutes;
import dev.muster.server.jobs.DirectoryNames;
import dev.muster.server.jobs.ImportRoutes;
import dev.muster.server.jobs.InitialPasswordRoutes;
import dev.muster.server.jobs.JobAdministration;
import dev.muster.server.jobs.JobConnectors;
import dev.muster.server.jobs.MappingParts;
import dev.muster.server.jobs.SourceFiles;
import dev.muster.server.jobs.TargetAttributeRoutes;
import dev.muster.server.metrics.JobGauges;
import dev.muster.server.metrics.JobMetrics;
import dev.muster.server.metrics.MetricsPage;
import dev.muster.server.oauth.OAuthParts;
import dev.muster.server.openapi.OpenApi;
import dev.muster.server.outbound.Fetch;
import dev.muster.server.passwords.PasswordParts;
import dev.muster.server.provisioninglog.ProvisioningLogParts;
import dev.muster.server.replay.ReplayRoutes;
import dev.muster.server.requestlog.RequestLog;
import dev.muster.server.requestlog.RequestLogRetention;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.scim.ScimMetrics;
import dev.muster.server.scim.TokenAuthentication;
import dev.muster.server.search.SearchRoutes;
import dev.muster.server.secrets.Secrets;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.selfservice.SelfServiceParts;
import dev.muster.server.setuplinks.SetupLinkRoutes;
import dev.muster.server.setuplinks.SetupLinks;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.server.tenant.TenantLifecycle;
import dev.muster.server.traffic.FairShare;
import dev.muster.server.traffic.RateLimits;
import dev.muster.server.traffic.Traffic;
import dev.muster.store.Database;
import dev.muster.store.administrator.IdempotencyStore;
import dev.muster.store.event.EventStreamStore;
import dev.muster.store.job.ConnectionStore;
import dev.muster.store.job.InitialPasswordStore;
import dev.muster.store.job.SourceFileStore;
import dev.muster.store.job.SqlJobStore;
import dev.muster.store.job.TargetSchemaStore;
import dev.muster.store.requestlog.RequestLogStore;
import dev.muster.store.resource.DefinitionStore;
import dev.muster.store.resource.FeedStore;
import dev.muster.store.resource.HistoryStore;
import dev.muster.store.resource.RemovalStore;
import dev.muster.store.resource.SqlResourceStore;
import dev.muster.store.resource.TombstoneStore;
import dev.muster.store.tenant.SetupLinkStore;
import dev.muster.store.tenant.TenantRemoval;
import dev.muster.store.tenant.TenantStore;
import dev.muster.store.tenant.TokenStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A running server. [#start] is the wiring diagram: everything that there is, top to bottom.
///
/// ```java
/// try (var muster = MusterServer.start(Configuration.local(folder))) {
///   var admin = new AdminClient(muster.baseUrl(), muster.adminToken());
///   …
/// }
/// ```
public final class MusterServer implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SECONDS = Duration.ofSeconds(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  // A client waits for an answer that waits for another.
  private static final Duration IMPATIENCE = Duration.ofSeconds(2);

  private final String baseUrl;
  private final String adminToken;
  private final SignIn signIn;
  private final List<String> consoleAddresses;
  private final List<String> adminRoutes;
  private final Closing closing;

  private MusterServer(
      String baseUrl,
      String adminToken,
      SignIn signIn,
      List<String> consoleAddresses,
      List<String> adminRoutes,
      Closing closing) {
    this.baseUrl = baseUrl;
    this.adminToken = adminToken;
    this.signIn = signIn;
    this.consoleAddresses = List.copyOf(consoleAddresses);
    this.adminRoutes = List.copyOf(adminRoutes);
    this.closing = closing;
  }

  /// Starts a server and returns when it answers requests. Throws, and leaves nothing open, when
  /// the data folder is in use, the port is taken, or the database does not open.
  public static MusterServer start(Configuration configuration) {
    var closing = new Closing();
    try {
      return start(configuration, closing);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static MusterServer start(Configuration configuration, Closing closing) {
    var clock = Clock.systemUTC();
    var tokens = new Tokens(new SecureRandom());
    var folder = closing.add(DataFolder.take(configuration.data()));
    var adminToken =
        configuration.adminToken().orElseGet(() -> folder.adminToken(tokens::newAdminToken));

    var database = closing.add(open(configuration, folder));
    var tenants = new TenantStore(database);
    var definitionStore = new DefinitionStore(database, LiveTenants.FORGOTTEN);
    var live = new LiveTenants(tenants, definitionStore, clock);
    var lifecycle = new TenantLifecycle(tenants, new TenantRemoval(database), live, clock);
    var accessTokens = new TokenStore(database);
    new Reconciliation(tenants, lifecycle, accessTokens, clock).apply(configuration.tenants());
    var jobs = new SqlJobStore(database);
    var lookup = new TenantLookup(tenants);
    var provisioningLog = ProvisioningLogParts.wire(database, jobs, live, lookup, clock);
    closing.add(provisioningLog.recorder());
    var wake = new Wake();
    var watch = new FeedWatch();
    Consumer<TenantId> feedMoved =
        tenant -> {
          wake.up();
          watch.moved(tenant);
        };
    var removals = new RemovalStore(database);
    var breaker = new Breaker(live, removals, feedMoved, clock);
    var resources =
        new SqlResourceStore(
            database,
            feedMoved,
            breaker,
            (tenant, type) -> live.require(tenant).settings().quotas().most(type));
    var tombstones = new TombstoneStore(database);
    var history = new HistoryStore(database);
    var feed = new FeedStore(database);
    var ids = new SameIds(NewIds.random(clock), tombstones, live);

    var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var jobMetrics = new JobMetrics(metrics);

    var listener = closing.add(HttpListener.bind(configuration.host(), configuration.port()));
    var publicUrl = new PublicUrl(configuration.publicUrl(), url(configuration, listener.port()));
    var baseUrl = publicUrl.url();

    var secretsKey = configuration.secretsKey().orElseGet(() -> folder.secretsKey(Secrets::newKey));
    var cursors = new Cursors(Secrets.derived(secretsKey, "cursors"), new SecureRandom(), clock);
    var ranges = closing.add(new Fetch(configuration.outbound(), IMPATIENCE));
    var passwords =
        PasswordParts.wire(database, resources, live, lookup, ranges, baseUrl, metrics, clock);
    var provider = new ScimProvider(resources, cursors, clock, ids, passwords.passwords());
    var uses = new TokenUses(accessTokens);
    var fetch = closing.add(new Fetch(configuration.outbound(), PATIENCE));
    var verifier = new JwtVerifier(fetch);
    var signed = new ExternalTokens(verifier, clock);
    var authentication = new TokenAuthentication(accessTokens, signed, live, uses, clock);
    var traffic = new Traffic(new RateLimits(), FairShare.ofMachine());
    var requests = new RequestLogStore(database);
    var requestLog = closing.add(new RequestLog(requests, live, clock));
    var scim =
        new ScimApi(
            authentication,
            traffic,
            provider,
            new ScimMetrics(metrics),
            requestLog,
            SecurityEvents.uris(),
            publicUrl);

    var secrets = Secrets.of(secretsKey);
    var environment = new Environment(clock, new SecureRandom());
    var initialPasswords =
        new InitialPasswords(new InitialPasswordStore(database), secrets, tokens, clock);
    var applications =
        new Applications(
            new Connections(new ConnectionStore(database), secrets, clock),
            new TargetSchemaStore(database),
            initialPasswords,
            environment,
            configuration.outbound(),
            clock);
    var files = new SourceFiles(new SourceFileStore(database), clock);
    var connectors =
        closing.add(
            new JobConnectors(
                resources,
                job ->
                    new ScimProvider(
                        resources.actingFor(job), cursors, clock, ids, passwords.passwords()),
                live,
                applications,
                files,
                baseUrl,
                job -> jobMetrics.listening(job, provisioningLog.recorder().of(job))));
    var compiler = new MappingCompiler(environment);
    var alerts =
        AlertParts.wire(
            database,
            jobs,
            resources,
            accessTokens,
            applications::credentialsExpire,
            live,
            lookup,
            configuration.outbound(),
            configuration.smtp(),
            secrets,
            clock);
    closing.add(alerts.sender());
    JobEvents jobEvents =
        event -> {
          jobMetrics.happened(event);
          alerts.listener().happened(event);
        };
    var cycles = new CycleRunner(jobs, connectors, compiler, jobEvents, clock);
    var runner = closing.add(new JobRunner(jobs, cycles, connectors, clock, folder.runnerName()));

    var retention =
        new RetentionChore(
            tenants,
            live,
            tombstones,
            history,
            feed,
            removals,
            new EventStreamStore(database),
            clock);

    var events =
        EventParts.wire(
            database,
            resources,
            live,
            lookup,
            authentication,
            watch,
            configuration.outbound(),
            secrets,
            folder.runnerName(),
            baseUrl,
            clock);
    closing.add(events.runner());
    var names = new DirectoryNames(resources, live);
    var dynamicGroups = DynamicGroupParts.wire(database, resources, live, lookup, names, clock);
    closing.add(dynamicGroups.worker());
    wake.calls(() -> {
      dynamicGroups.worker().wake();
      runner.wake();
      events.runner().wake();
    });
    var issue = new TokenIssue(accessTokens, tokens, clock);
    var oauth =
        OAuthParts.wire(
            database, live, lookup, authentication, verifier, issue, tokens, baseUrl, clock);
    var definitions =
        DefinitionParts.wire(database, definitionStore, resources, live, lookup, baseUrl, clock);
    closing.add(definitions.worker());
    var administrators =
        AdministratorParts.wire(
            database, tenants, passwords.accounts(), tokens, secrets, fetch, verifier, clock);
    closing.add(administrators.audit());
    var selfService =
        SelfServiceParts.wire(
            live, lookup, resources, provider, passwords, administrators, jobs, baseUrl, clock);
    var adminRoutes =
        new ArrayList<>(
            List.of(
                new DirectoryRoutes(lookup, live, provider, SecurityEvents.uris(), baseUrl, clock),
                new TenantRoutes(tenants, lifecycle, issue, baseUrl),
                new TokenRoutes(accessTokens, lookup, issue, authentication, clock),
                oauth.routes(),
                new DialectRuleRoutes(),
                new ImportRoutes(jobs, lookup, files, runner),
                new ApplicationRoutes(jobs, lookup, applications, connectors),
                new TargetAttributeRoutes(jobs, lookup, applications),
                new InitialPasswordRoutes(jobs, lookup, applications, initialPasswords, baseUrl),
                new RequestLogRoutes(requests, lookup, baseUrl, listener::isClosing),
                new ReplayRoutes(
                    database, lookup, live, cursors, SecurityEvents.uris(), publicUrl, clock),
                new JobAdministration(
                    jobs, lookup, names, runner, cycles, compiler, connectors, applications, clock),
                events.routes(),
                alerts.routes(),
                passwords.routes(),
                selfService.routes(),
                new HoldRoutes(lookup, live, removals, clock),
                new DeletedRoutes(lookup, live, tombstones, resources, history, clock),
                new HistoryRoutes(
                    lookup, live, history, new Reversion(history, resources, provider, baseUrl))));
    adminRoutes.addAll(administrators.routes());
    adminRoutes.addAll(definitions.routes());
    adminRoutes.addAll(provisioningLog.routes());
    adminRoutes.addAll(
        MappingParts.routes(jobs, lookup, connectors, names, compiler, runner::wake, clock));
    adminRoutes.addAll(
        ExplainParts.routes(
            resources,
            live,
            lookup,
            jobs,
            connectors,
            compiler,
            cycles,
            runner,
            provisioningLog.log(),
            provisioningLog.requests(),
            clock));
    adminRoutes.add(dynamicGroups.routes());
    adminRoutes.add(new SearchRoutes(tenants, jobs));
    var setupLinks =
        new SetupLinks(new SetupLinkStore(database), accessTokens, requests, live, tokens, clock);
    adminRoutes.add(new SetupLinkRoutes(setupLinks, lookup, baseUrl));
    var idempotency = new Idempotency(new IdempotencyStore(database), secrets, clock);
    var admin =
        new AdminApi(
            adminToken,
            administrators.keys()::find,
            administrators.permissions(),
            administrators.audit(),
            idempotency,
            adminRoutes);

    var areas = new ArrayList<>(events.areas());
    areas.addAll(oauth.areas());
    areas.add(new Area(ScimApi.TENANT_PREFIX, scim));
    areas.add(new Area(ScimApi.SHARED_PREFIX, scim));
    areas.add(new Area(ScimApi.PREFIX, scim));
    areas.add(new Area(AdminApi.PREFIX, admin));
    areas.add(new Area(OpenApi.PREFIX, new OpenApi(admin.routes(), baseUrl)));
    var console =
        new Console(admin, administrators, publicUrl, configuration.proxies(), listener::isClosing);
    areas.add(new Area(Console.PREFIX, console));
    areas.add(
        new Area(
            SelfServicePages.PREFIX,
            new SelfServicePages(
                selfService.service(),
                publicUrl,
                configuration.proxies(),
                administrators.audit())));
    var setupLinkPage =
        new SetupLinkPage(
            admin, setupLinks, administrators.audit(), publicUrl, configuration.proxies());
    areas.add(new Area(SetupLinks.PREFIX, setupLinkPage));
    areas.add(new Area(InitialPasswords.PREFIX, new InitialPasswordPage(initialPasswords)));
    areas.add(new Area(Health.PREFIX, new Health()));
    areas.add(new Area(MetricsPage.PREFIX, new MetricsPage(metrics)));
    listener.serve(new Compressed(Area.site(areas)));
    var expiry = new TokenExpiry(accessTokens, clock);
    closing.add(
        Upkeep.of(
            new Upkeep.Task(
                "request log retention", new RequestLogRetention(requests, live, clock)::sweep),
            new Upkeep.Task("provisioning log retention", provisioningLog.sweep()),
            new Upkeep.Task("watching removals", SECONDS, alerts.watchRemovals()),
            new Upkeep.Task("watching tokens", alerts.watchTokens()),
            new Upkeep.Task(
                "measuring jobs",
                SECONDS,
                new JobGauges(metrics, jobMetrics, jobs, connectors)::measure),
            new Upkeep.Task("retention", retention),
            new Upkeep.Task("warning of tokens that expire", expiry::warn),
            new Upkeep.Task("forgetting initial passwords", MINUTE, initialPasswords::sweep),
            new Upkeep.Task("sweeping tokens", MINUTE, () -> accessTokens.sweep(clock.instant())),
            new Upkeep.Task("keeping when tokens were used", SECONDS, uses::keep),
            new Upkeep.Task("forgetting answers", MINUTE, idempotency::sweep),
            new Upkeep.Task("writing repeated refusals", SECONDS, administrators.audit()::settle),
            new Upkeep.Task("sweeping sessions", MINUTE, administrators::sweep),
            new Upkeep.Task("removing deleted tenants", SECOND, lifecycle::removeDeleted)));
    // A receiver that is slow keeps nothing else from being done.
    closing.add(Upkeep.of(new Upkeep.Task("delivering alerts", SECONDS, alerts.deliver())));
    runner.start();
    events.runner().start();
    definitions.worker().start();
    dynamicGroups.worker().start();
    folder.publishUrl(url(configuration, listener.port()));
    return new MusterServer(
        baseUrl, adminToken, administrators.signIn(), console.addresses(), admin.routes(), closing);
  }

  /// Where clients reach the server, without a slash at its end.
  public String baseUrl() {
    return baseUrl;
  }

  public String adminToken() {
    return adminToken;
  }

  /// Where the first administrator makes their account; empty when there is one. The link works
  /// once, for a day, and those before it no longer.
  public Optional<String> newSetupUrl() {
    return signIn.newSetupLink().map(link -> baseUrl + Console.PREFIX + "/setup?link=" + link);
  }

  /// The addresses of the console's pages, with placeholders.
  public List<String> consoleAddresses() {
    return consoleAddresses;
  }

  /// The routes of the admin API, with placeholders: `GET /api/v1/tenants/{tenant}`.
  public List<String> adminRoutes() {
    return adminRoutes;
  }

  /// Stops listening, waits at most ten seconds for requests under way, and closes what is open.
  @Override
  public void close() {
    closing.close();
  }

  private static Database open(Configuration configuration, DataFolder folder) {
    return configuration
        .database()
        .map(Database::postgresql)
        .orElseGet(() -> Database.sqlite(folder.database()));
  }

  // Nobody can connect to the address that stands for all addresses.
  private static String url(Configuration configuration, int port) {
    var host = configuration.host();
    var reachable = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return "http://%s:%d"
        .formatted(reachable.contains(":") ? "[" + reachable + "]" : reachable, port);
  }
}
