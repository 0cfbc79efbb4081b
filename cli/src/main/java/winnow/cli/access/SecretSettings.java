package winnow.cli.access;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;

/** Which settings of Kafka are secrets, and which name a file that is one. */
public final class SecretSettings {
    private static final Set<String> SECRET = new TreeSet<>();

    static {
        for (ConfigDef clients :
                Set.of(AdminClientConfig.configDef(), ProducerConfig.configDef(), ConsumerConfig.configDef())) {
            clients.configKeys().values().stream()
                    .filter(key -> key.type() == ConfigDef.Type.PASSWORD)
                    .forEach(key -> SECRET.add(key.name));
        }
        // Kafka does not print these because they are long; what they say is public
        SECRET.remove(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);
        SECRET.remove(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
    }

    private SecretSettings() {}

    /** Also with a listener's name before it, as brokers have them. */
    public static boolean isSecret(String key) {
        return SECRET.stream().anyMatch(secret -> isOrEndsWith(key, secret));
    }

    /** Whether its value is the path of a file with a private key. */
    static boolean namesPrivateKey(String key) {
        return isOrEndsWith(key, SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
    }

    private static boolean isOrEndsWith(String key, String setting) {
        return key.equals(setting) || key.endsWith("." + setting);
    }
}
