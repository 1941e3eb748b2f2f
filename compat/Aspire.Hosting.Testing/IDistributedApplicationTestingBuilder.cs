namespace Aspire.Hosting.Testing;

/// <summary>Describes an application under test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    /// <summary>Builds the application.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The application, not started.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
