namespace Chat.Inference.Providers;

/// <summary>What can go wrong at a provider.</summary>
internal enum ProviderFailureKind
{
    /// <summary>No connection, or it broke before the answer began.</summary>
    Unreachable,

    /// <summary>No token within <see cref="ProvidersOptions.FirstTokenTimeout"/>.</summary>
    FirstTokenTimeout,

    /// <summary>No further token within <see cref="ProvidersOptions.IdleTimeout"/>.</summary>
    IdleTimeout,

    /// <summary>The provider's rate or spending limit (429).</summary>
    RateLimited,

    /// <summary>The provider is overloaded or broken (5xx).</summary>
    Overloaded,

    /// <summary>The provider refuses our key (401, 403).</summary>
    Unauthorized,

    /// <summary>The provider refuses the request itself (other 4xx): unknown model, too long, ...</summary>
    Rejected,

    /// <summary>The answer ended before the provider said that it was over.</summary>
    CutOff,

    /// <summary>The answer is not what the provider's protocol allows.</summary>
    Malformed,

    /// <summary>The provider completed without any text.</summary>
    Empty,

    /// <summary>The provider's content filter left nothing of the answer.</summary>
    ContentFiltered,

    /// <summary>The provider or its model refused before any text.</summary>
    Refused,

    /// <summary>It failed so often that it is left alone for a moment; it was not asked.</summary>
    CircuitOpen,

    /// <summary>The model went on calling tools after the last round it may have.</summary>
    TooManyToolRounds,
}
