using System.Reflection;

namespace Aspire.Hosting.Testing;

/// <summary>Makes applications for tests: random ports, own disposable state, no dashboard.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the Program.cs of an AppHost up to its Build.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as Projects.Chat_AppHost.</typeparam>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it described, open to changes.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class => RunAsync(typeof(TEntryPoint).Assembly, [], cancellationToken);

    /// <summary>Runs the Program.cs of an AppHost up to its Build.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as Projects.Chat_AppHost.</typeparam>
    /// <param name="args">The command line, read as configuration; it wins over the defaults for tests.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it described, open to changes.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class => RunAsync(typeof(TEntryPoint).Assembly, args, cancellationToken);

    /// <summary>Begins an empty description.</summary>
    /// <param name="args">The command line, read as configuration; it wins over the defaults for tests.</param>
    /// <returns>The builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        var options = new DistributedApplicationOptions { Args = args };
        TestDefaults.Apply(options);
        var builder = new DistributedApplicationBuilder(options);
        return new TestingBuilder(builder, _ => Task.FromResult(builder.Build()), () => { });
    }

    private static async Task<IDistributedApplicationTestingBuilder> RunAsync(
        Assembly appHost,
        string[] args,
        CancellationToken cancellationToken
    )
    {
        var program = new AppHostProgram(appHost, args);
        var builder = await program.RunToBuildAsync(cancellationToken);
        return new TestingBuilder(builder, program.BuildAsync, program.Abandon);
    }
}
