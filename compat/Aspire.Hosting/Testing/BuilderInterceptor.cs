namespace Aspire.Hosting.Testing;

/// <summary>Lets the testing builder stand between an AppHost's Program.cs and the application it describes.</summary>
internal sealed class BuilderInterceptor
{
    private static readonly AsyncLocal<BuilderInterceptor?> s_current = new();

    public static BuilderInterceptor? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>Called before a builder is made; may change the options.</summary>
    public required Action<DistributedApplicationOptions> Creating { get; init; }

    /// <summary>Called when Program.cs has described all; may wait.</summary>
    public required Action<IDistributedApplicationBuilder> Building { get; init; }

    /// <summary>Called with the result; may throw to end Program.cs there.</summary>
    public required Action<DistributedApplication> Built { get; init; }
}
