namespace Aspire.Compat.Tests;

/// <summary>Tests of which each has the process for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Alone";
}
