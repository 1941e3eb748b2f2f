using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds RabbitMQ brokers.</summary>
public static class RabbitMQBuilderExtensions
{
    /// <summary>Adds a RabbitMQ broker, unless configuration has ConnectionStrings:{name}: then that one is used.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The user; default guest.</param>
    /// <param name="password">The password; default a generated one, kept as parameter {name}-password.</param>
    /// <param name="port">The AMQP port; default a free one.</param>
    /// <returns>The broker's builder.</returns>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        var passwordParameter = password?.Resource ?? builder.CreateGeneratedPassword($"{name}-password");
        return builder
            .AddResource(new RabbitMQServerResource(name, userName?.Resource, passwordParameter))
            .WithEndpoint(port: port, scheme: "tcp", name: RabbitMQServerResource.PrimaryEndpointName)
            .UseExternalConnection();
    }

    /// <summary>Keeps the data between runs.</summary>
    /// <param name="builder">The broker.</param>
    /// <param name="name">The name of the data's folder; default the resource's name.</param>
    /// <param name="isReadOnly">Must be false: a broker writes.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    ) => builder.KeepData(name, isReadOnly);
}
