namespace Chat.ServiceDefaults.Errors;

/// <summary>The state of what was named does not allow this; repeating the request does not help.</summary>
/// <inheritdoc cref="Error"/>
public record PreconditionFailed(string Code, string Message) : Error(Code, Message)
{
    /// <summary>What the tenant wants its visitors to be told in this state, in its own words; null: nothing.</summary>
    public string? Notice { get; init; }
}
