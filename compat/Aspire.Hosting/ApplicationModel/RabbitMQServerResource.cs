namespace Aspire.Hosting.ApplicationModel;

/// <summary>A RabbitMQ broker.</summary>
/// <param name="name">The name.</param>
/// <param name="userName">The user, or null for guest.</param>
/// <param name="password">The user's password.</param>
public class RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
    : ContainerResource(name),
        IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string DefaultUserName = "guest";

    /// <summary>Where it listens for AMQP.</summary>
    public EndpointReference PrimaryEndpoint => field ??= new EndpointReference(this, PrimaryEndpointName);

    /// <summary>The user, or null for guest.</summary>
    public ParameterResource? UserNameParameter { get; } = userName;

    /// <summary>The user's password.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            var address = PrimaryEndpoint.Property(EndpointProperty.HostAndPort);
            return ReferenceExpression.Create($"amqp://{UserNameReference:uri}:{PasswordParameter:uri}@{address}");
        }
    }

    internal ReferenceExpression UserNameReference =>
        UserNameParameter is { } parameter
            ? ReferenceExpression.Create($"{parameter}")
            : ReferenceExpression.Create($"{DefaultUserName}");
}
