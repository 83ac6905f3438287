package peer;

import static org.apache.directory.scim.spec.schema.ServiceProviderConfiguration.AuthenticationSchema.oauthBearer;

import java.util.List;
import org.apache.directory.scim.core.repository.PatchHandler;
import org.apache.directory.scim.core.repository.Repository;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.server.configuration.ServerConfiguration;
import org.apache.directory.scim.spec.extension.EnterpriseExtension;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// Apache SCIMple as a server: its Spring starter, with users and groups in memory. It asks for no
/// token: authentication is the application's.
@SpringBootApplication
public class Peer {
  public static void main(String[] arguments) {
    SpringApplication.run(Peer.class, arguments);
  }

  @Bean
  ServerConfiguration configuration() {
    return new ServerConfiguration().setId("peer").addAuthenticationSchema(oauthBearer());
  }

  @Bean
  Repository<ScimUser> users(SchemaRegistry schemas, PatchHandler patches) {
    return new Memory<>(
        ScimUser.class,
        ScimUser.SCHEMA_URI,
        List.of(EnterpriseExtension.class),
        user -> user.getUserName().toLowerCase(),
        schemas,
        patches);
  }

  @Bean
  Repository<ScimGroup> groups(SchemaRegistry schemas, PatchHandler patches) {
    return new Memory<>(
        ScimGroup.class, ScimGroup.SCHEMA_URI, List.of(), ScimGroup::getId, schemas, patches);
  }
}
