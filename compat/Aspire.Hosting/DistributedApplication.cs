using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application of several parts that is started, watched and stopped as one.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;

    internal DistributedApplication(IHost host) => _host = host;

    /// <summary>The AppHost's own services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Tells what becomes of the resources.</summary>
    public ResourceNotificationService ResourceNotifications =>
        Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Carries out commands on resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins a description.</summary>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Begins a description.</summary>
    /// <param name="args">The command line, read as configuration.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins a description.</summary>
    /// <param name="options">How the application is built.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        BuilderInterceptor.Current?.Creating(options);
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>Runs the application until it is told to stop. The exit code is 1 when it could not be started.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs the application until it is told to stop. The exit code is 1 when it could not be started.</summary>
    /// <param name="cancellationToken">Stops the application.</param>
    /// <returns>When it has stopped.</returns>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var orchestrator = Services.GetRequiredService<Orchestrator>();
        var failure = default(string);
        try
        {
            await using (this)
            {
                await _host.StartAsync(cancellationToken);
                await _host.WaitForShutdownAsync(cancellationToken);
            }
            failure = orchestrator.Failure;
        }
        catch (DistributedApplicationException exception)
        {
            failure = exception.Message;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it was starting: whatever had started was stopped on the way out.
            failure = orchestrator.Failure;
        }
        if (failure is not null)
        {
            await Console.Error.WriteLineAsync($"{Environment.NewLine}The application did not start. {failure}");
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Starts the application; it returns once the resources are being started.</summary>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>When they are.</returns>
    /// <exception cref="DistributedApplicationException">It cannot start.</exception>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) =>
        _host.StartAsync(cancellationToken);

    /// <summary>Stops the application in order.</summary>
    /// <param name="cancellationToken">Ends the patience.</param>
    /// <returns>When it has stopped.</returns>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}
