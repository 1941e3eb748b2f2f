using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Infrastructure;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting.Orchestration;

/// <summary>Chooses how each resource is run.</summary>
internal sealed class SupervisorFactory(
    SupervisorContext context,
    EnvironmentComposer composer,
    HttpHealthProbe probe,
    PortAllocator ports,
    ProjectOutputs outputs
)
{
    /// <summary>Null when there is nothing to run, as for a parameter.</summary>
    public IInstanceSupervisor? Create(ResourceInstance instance) =>
        instance.Resource switch
        {
            _ when ExternalConnectionAnnotation.Find(instance.Resource) is { } external => External(instance, external),
            PostgresServerResource server when NativeInfrastructure.IsUnused(server) => null,
            PostgresServerResource => Process(new PostgresWorkload(instance, context.State, context.Launcher)),
            PostgresDatabaseResource database => Database(instance, database),
            RedisResource => Process(new RedisWorkload(instance, context.State)),
            RabbitMQServerResource => Process(new RabbitMQWorkload(instance, context.State, context.Launcher, ports)),
            ProjectResource => Process(new ProjectWorkload(instance, outputs.Find(instance.Resource), composer, probe)),
            ExecutableResource => Process(new ExecutableWorkload(instance, composer, probe)),
            _ => null,
        };

    private ProcessSupervisor Process(Workload workload) => new(workload, context);

    private LogicalSupervisor Database(ResourceInstance instance, PostgresDatabaseResource database)
    {
        async Task<string?> CheckAsync(CancellationToken cancellationToken) =>
            await PostgresProbe.CheckAsync(await ConnectionStringAsync(database, cancellationToken), cancellationToken);

        async Task<string?> CreateAsync(CancellationToken cancellationToken)
        {
            var server = await ConnectionStringAsync(database.Parent, cancellationToken) + ";Database=postgres";
            return await PostgresProbe.CreateDatabaseAsync(server, database.DatabaseName, cancellationToken);
        }

        return new LogicalSupervisor(
            instance,
            new LogicalWork(KnownResourceStates.Running, CreateAsync, CheckAsync),
            context
        );
    }

    private LogicalSupervisor External(ResourceInstance instance, ExternalConnectionAnnotation external) =>
        new(
            instance,
            new LogicalWork(
                KnownResourceStates.Active,
                _ => Task.FromResult<string?>(null),
                cancellationToken =>
                    ExternalProbe.CheckAsync(instance.Resource, external.ConnectionString, cancellationToken)
            ),
            context
        );

    private static async Task<string> ConnectionStringAsync(
        IResourceWithConnectionString resource,
        CancellationToken cancellationToken
    ) => (await resource.GetConnectionStringAsync(cancellationToken))!;
}
