package org.sessionroom.record;

import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Migrates the tables. An Integrator, because Hibernate calls it before it validates the schema, while a startup
 * bean would run too late.
 */
public class SchemaMigration implements Integrator {

    /** The default of the driver, and of 10-datasource.cli. */
    private static final int USUAL_THRESHOLD = 5;

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        ConnectionProvider connections = factory.getServiceRegistry().getService(ConnectionProvider.class);
        DataSource dataSource = ((DatasourceConnectionProviderImpl) connections).getDataSource();
        TransactionPooler.check(
                dataSource,
                ConfigProvider.getConfig()
                        .getOptionalValue("session.db.prepare.threshold", Integer.class)
                        .orElse(USUAL_THRESHOLD));
        TableMigration.migrate(dataSource);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        // There is nothing to close.
    }
}
