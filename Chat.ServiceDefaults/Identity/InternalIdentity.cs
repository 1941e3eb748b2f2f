namespace Chat.ServiceDefaults.Identity;

/// <summary>Wire names of the internal identity.</summary>
internal static class InternalIdentity
{
    public const string Scheme = "chat-internal";

    public const string Bearer = "Bearer ";
}
