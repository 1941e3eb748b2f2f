namespace Aspire.Hosting.Orchestration;

/// <summary>What a resource without a process needs: both functions give null for success, otherwise the reason.</summary>
internal sealed record LogicalWork(
    string StateWhenReady,
    Func<CancellationToken, Task<string?>> PrepareAsync,
    Func<CancellationToken, Task<string?>> CheckAsync
);
