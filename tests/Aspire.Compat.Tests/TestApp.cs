using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Compat.Tests;

/// <summary>An application of small helper processes, running.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    // Only so that nothing hangs: RabbitMQ alone takes half a minute, twice, where others need the processors.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly CancellationTokenSource _timeout;

    private TestApp(IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    {
        _builder = builder;
        App = app;
        _timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _timeout.CancelAfter(s_patience);
    }

    public DistributedApplication App { get; }

    public CancellationToken Token => _timeout.Token;

    public static async Task<TestApp> StartAsync(
        Action<IDistributedApplicationTestingBuilder> describe,
        params string[] args
    )
    {
        var builder = DistributedApplicationTestingBuilder.Create(args);
        describe(builder);
        var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var test = new TestApp(builder, app);
        try
        {
            await app.StartAsync(test.Token);
            return test;
        }
        catch
        {
            await test.DisposeAsync();
            throw;
        }
    }

    public Task<ResourceEvent> HealthyAsync(string name) =>
        App.ResourceNotifications.WaitForResourceHealthyAsync(name, Token);

    public Task<ResourceEvent> WaitAsync(string name, Func<ResourceEvent, bool> condition) =>
        App.ResourceNotifications.WaitForResourceAsync(name, condition, Token);

    public Task<ExecuteCommandResult> ExecuteAsync(string name, string command) =>
        App.ResourceCommands.ExecuteCommandAsync(name, command, Token);

    /// <summary>Waits for a line of a resource that contains the text.</summary>
    public async Task<string> LineAsync(string resourceId, string text)
    {
        var logs = App.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(resourceId).WithCancellation(Token))
        {
            if (batch.Select(line => line.Content).FirstOrDefault(line => line.Contains(text)) is { } found)
            {
                return found;
            }
        }
        throw new InvalidOperationException("The lines ended.");
    }

    public static int ProcessId(ResourceEvent resourceEvent) =>
        (int)resourceEvent.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value!;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _builder.DisposeAsync();
        _timeout.Dispose();
    }
}
