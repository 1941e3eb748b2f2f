namespace Chat.Inference.Providers.Claude;

/// <summary>Events of Claude's stream that mean something to us.</summary>
internal enum ClaudeEventKind
{
    /// <summary><c>ping</c>, and whatever is added to the protocol: to be skipped, says its document.</summary>
    Other,

    /// <summary><c>message_start</c>: model and tokens of the prompt.</summary>
    MessageStart,

    /// <summary><c>content_block_start</c>: a text, a tool's use, or a block we did not ask for.</summary>
    BlockStart,

    /// <summary><c>content_block_delta</c>: more of a block.</summary>
    BlockDelta,

    /// <summary><c>message_delta</c>: stop reason and tokens of the answer.</summary>
    MessageDelta,

    /// <summary><c>message_stop</c>: the end.</summary>
    MessageStop,

    /// <summary><c>error</c>: the answer failed after it began.</summary>
    Error,
}
