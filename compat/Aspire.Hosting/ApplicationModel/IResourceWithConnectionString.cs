namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that clients reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IValueProvider, IManifestExpressionProvider
{
    /// <summary>How the connection string is put together.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The environment variable that carries it, or null for ConnectionStrings__{name}.</summary>
    string? ConnectionStringEnvironmentVariable => null;

    /// <summary>The connection string, which holds a password: never log it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text, or null when a part has no value.</returns>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ExternalConnectionAnnotation.Find(this) is { } external
            ? ValueTask.FromResult<string?>(external.ConnectionString)
            : ConnectionStringExpression.GetValueAsync(cancellationToken);

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        GetConnectionStringAsync(cancellationToken);
}
