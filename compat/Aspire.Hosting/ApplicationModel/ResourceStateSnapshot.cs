namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of a resource at one moment.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or another word.</param>
/// <param name="Style">How it is shown: success, info, warning, error, or null.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>Makes a state of its word.</summary>
    /// <param name="s">The word.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, Style: null);
}
