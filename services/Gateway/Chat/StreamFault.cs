namespace Chat.Gateway.Chat;

/// <summary>What a reader is told when its stream ends early.</summary>
/// <param name="Code">Stable; see docs.</param>
/// <param name="Message">A sentence for developers; never an exception's text.</param>
/// <param name="Retryable">Whether opening the stream again (with the last id) can help.</param>
internal sealed record StreamFault(string Code, string Message, bool Retryable);
